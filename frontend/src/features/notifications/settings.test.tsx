import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { NotificationKind } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { alertRoutes, sellerAlertRoutes } from "./routes";

const shop = fakeShop();
const url = "/api/notifications/settings";

function settings(kinds: NotificationKind[], muted: string[]) {
  return json(200, { kinds: kinds.map((kind) => ({ kind, on: !muted.includes(kind) })) });
}

function serve(...kinds: NotificationKind[]): void {
  let muted: string[] = [];
  shop.on(`GET ${url}`, () => settings(kinds, muted));
  shop.on(`PUT ${url}`, ({ body }) => {
    ({ muted } = body as { muted: string[] });
    return settings(kinds, muted);
  });
}

afterEach(signedOut);

test("a kind is turned off and on again, and the others stay as they are", async () => {
  signedIn("buyer");
  serve("order_status", "new_message");
  showPage(alertRoutes, "/alerts/settings");
  const list = within(await screen.findByRole("list", { name: "Kinds of alerts" }));
  const messages = list.getByRole("switch", { name: "Messages while you are away" });
  const orders = list.getByRole("switch", { name: "Changes to your orders" });
  expect(messages).toHaveAccessibleDescription("Somebody writes to you while you are not online.");
  expect(messages).toBeChecked();
  fireEvent.click(messages);
  fireEvent.click(orders);
  await waitFor(() => expect(shop.sent(`PUT ${url}`)).toHaveLength(2));
  expect(messages).not.toBeChecked();
  expect(orders).not.toBeChecked();
  fireEvent.click(messages);
  await waitFor(() => expect(shop.sent(`PUT ${url}`)).toHaveLength(3));
  expect(shop.sent(`PUT ${url}`).map(({ body }) => body)).toEqual([
    { muted: ["new_message"] },
    { muted: ["order_status", "new_message"] },
    { muted: ["order_status"] },
  ]);
  await waitFor(() => expect(messages).toBeChecked());
  expect(orders).not.toBeChecked();
});

test("what the server refuses is said, and the switch goes back", async () => {
  signedIn("seller");
  serve("new_order");
  shop.on(`PUT ${url}`, () => problem(503, "The database cannot be reached right now."));
  showPage([{ path: "seller", children: sellerAlertRoutes }], "/seller/alerts/settings");
  fireEvent.click(await screen.findByRole("switch", { name: "New orders" }));
  expect(await screen.findByText("The database cannot be reached right now.")).toBeVisible();
  await waitFor(() => expect(screen.getByRole("switch", { name: "New orders" })).toBeChecked());
  expect(screen.getByRole("link", { name: "Alerts" })).toHaveAttribute("href", "/seller/alerts");
});

test("the page of alerts leads to the settings", async () => {
  signedIn("seller");
  shop.on("GET /api/notifications/", () => json(200, { items: [], total: 0, page: 1, pages: 0 }));
  showPage([{ path: "seller", children: sellerAlertRoutes }], "/seller/alerts");
  expect(await screen.findByRole("link", { name: "Settings" })).toHaveAttribute(
    "href",
    "/seller/alerts/settings",
  );
});
