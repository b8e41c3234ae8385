import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Notification } from "@/api/types";
import { connectionStore } from "@/live/live";
import { fakeShop, json } from "@/testing/fake-shop";
import { happen as tellLive } from "@/testing/live";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { AlertBell } from "./alert-bell";
import { alertRoutes, sellerAlertRoutes } from "./routes";

vi.mock("@/live/socket", async () => (await import("@/testing/live")).liveSocket);

const shop = fakeShop();
const orderId = "65f0000000000000deadbeef";
const sale: Notification = {
  id: "65f0000000000000000000e1",
  kind: "new_order",
  data: { order_id: orderId, first_item: "Copper kettle", units: 3, amount: 120 },
  created_at: "2026-11-20T18:30:00.000Z",
  read_at: null,
};
const low: Notification = {
  ...sale,
  id: "65f0000000000000000000e2",
  kind: "low_stock_alert",
  data: { product_id: "65f0000000000000000000a1", name: "Copper kettle", stock: 4, threshold: 5 },
  read_at: "2026-11-20T18:40:00.000Z",
};

function answer(...items: Notification[]): void {
  shop.on("GET /api/notifications/", ({ query }) => {
    const chosen = query.get("unread") === "true" ? items.filter(({ read_at }) => read_at === null) : items;
    return json(200, { items: chosen, total: chosen.length, page: 1, pages: 1 });
  });
}

const happen = (notification: Notification) => tellLive("notification", notification);

const bellPage = [{ path: "/", element: <AlertBell /> }];

beforeEach(() => answer(sale, low));
afterEach(signedOut);

test("visitors have no bell", () => {
  showPage(bellPage, "/");
  expect(screen.queryByRole("button", { name: /Alerts/ })).not.toBeInTheDocument();
});

test("the bell counts what is unread, shows the newest and marks one as read", async () => {
  signedIn("seller");
  shop.on("POST /api/notifications/read", () => {
    answer({ ...sale, read_at: "2026-11-20T19:00:00.000Z" }, low);
    return json(200, { updated: 1 });
  });
  showPage(bellPage, "/");
  fireEvent.click(await screen.findByRole("button", { name: "Alerts, 1 unread" }));
  const panel = within(screen.getByRole("region", { name: "Alerts" }));
  const link = await panel.findByRole("link", { name: /New order: Copper kettle/ });
  expect(link).toHaveAttribute("href", `/seller/orders?search=${orderId}`);
  expect(panel.getByRole("link", { name: "All alerts" })).toHaveAttribute("href", "/seller/alerts");
  fireEvent.click(panel.getByRole("button", { name: /^Mark as read: New order/ }));
  expect(await screen.findByRole("button", { name: "Alerts" })).toBeVisible();
  expect(shop.sent("POST /api/notifications/read")[0]?.body).toEqual({ ids: [sale.id] });
  expect(panel.queryByRole("button", { name: /^Mark as read/ })).not.toBeInTheDocument();
});

test("what was read elsewhere leaves the bell", async () => {
  signedIn("seller");
  showPage(bellPage, "/");
  await screen.findByRole("button", { name: "Alerts, 1 unread" });
  answer({ ...sale, read_at: "2026-11-20T19:00:00.000Z" }, low);
  await tellLive("notifications_read", {});
  expect(await screen.findByRole("button", { name: "Alerts" })).toBeVisible();
});

test("bell and list are loaded again when the connection is back", async () => {
  signedIn("seller");
  answer();
  act(() => connectionStore.set("up"));
  showPage(bellPage, "/");
  await screen.findByRole("button", { name: "Alerts" });
  act(() => connectionStore.set("down"));
  answer(sale);
  act(() => connectionStore.set("up"));
  expect(await screen.findByRole("button", { name: "Alerts, 1 unread" })).toBeVisible();
});

test("what was read is marked as unread again, at once", async () => {
  signedIn("seller");
  answer(low);
  shop.on("POST /api/notifications/unread", () => {
    answer({ ...low, read_at: null });
    return json(200, { updated: 1 });
  });
  showPage([{ path: "seller", children: sellerAlertRoutes }], "/seller/alerts");
  const list = within(await screen.findByRole("list", { name: "Alerts" }));
  fireEvent.click(
    list.getByRole("button", { name: "Mark as unread: Copper kettle is running low: 4 left." }),
  );
  expect(await list.findByRole("button", { name: /^Mark as read: Copper kettle/ })).toBeVisible();
  expect(await screen.findByRole("link", { name: "Unread (1)" })).toBeVisible();
  expect(shop.sent("POST /api/notifications/unread")[0]?.body).toEqual({ ids: [low.id] });
});

test("a message counts in the bell but is not said here: it says itself", async () => {
  signedIn("buyer");
  answer();
  showPage(bellPage, "/");
  await screen.findByRole("button", { name: "Alerts" });
  const message = { ...sale, kind: "new_message", data: { user_id: "c1", name: "Atlas", preview: "Hello" } };
  answer(message);
  await happen(message);
  expect(await screen.findByRole("button", { name: "Alerts, 1 unread" })).toBeVisible();
  expect(screen.queryByText(/Atlas wrote/)).not.toBeInTheDocument();
});

test("a live alert is said once, with the way to it, and counted", async () => {
  signedIn("seller");
  answer();
  const { where } = showPage(bellPage, "/");
  await screen.findByRole("button", { name: "Alerts" });
  answer(sale);
  await happen(sale);
  await happen(sale);
  const messages = within(screen.getByRole("region", { name: "Notices" }));
  expect(await messages.findAllByText("New order: Copper kettle, 3 items in all, $120.00.")).toHaveLength(1);
  expect(await screen.findByRole("button", { name: "Alerts, 1 unread" })).toBeVisible();
  fireEvent.click(messages.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(where()).toBe(`/seller/orders?search=${orderId}`));
});

test("what comes before the bell is drawn is said when it is, to the same user", async () => {
  signedIn("seller");
  await happen(low);
  signedOut();
  await happen(sale);
  signedIn("seller");
  showPage(bellPage, "/");
  const messages = within(screen.getByRole("region", { name: "Notices" }));
  expect(await messages.findByText(/running low/)).toBeVisible();
  expect(messages.queryByText(/^New order/)).not.toBeInTheDocument();
});

test("many alerts at once are said in one line", async () => {
  signedIn("seller");
  showPage(bellPage, "/");
  await screen.findByRole("button", { name: /Alerts/ });
  for (const end of ["f1", "f2", "f3"]) await happen({ ...sale, id: `65f0000000000000000000${end}` });
  const messages = within(screen.getByRole("region", { name: "Notices" }));
  expect(await messages.findByText("There are 3 new alerts.")).toBeVisible();
  expect(messages.queryByText(/New order/)).not.toBeInTheDocument();
});

test("the page shows all alerts or the unread ones, and marks all as read", async () => {
  signedIn("seller");
  shop.on("POST /api/notifications/read", () => {
    answer({ ...sale, read_at: "2026-11-20T19:00:00.000Z" }, low);
    return json(200, { updated: 1 });
  });
  const { where } = showPage([{ path: "seller", children: sellerAlertRoutes }], "/seller/alerts");
  const list = await screen.findByRole("list", { name: "Alerts" });
  expect(within(list).getAllByRole("listitem")).toHaveLength(2);
  fireEvent.click(screen.getByRole("link", { name: "Unread (1)" }));
  await waitFor(() =>
    expect(within(screen.getByRole("list", { name: "Alerts" })).getAllByRole("listitem")).toHaveLength(1),
  );
  expect(where()).toBe("/seller/alerts?unread=true");
  fireEvent.click(screen.getByRole("button", { name: "Mark all as read" }));
  expect(await screen.findByRole("heading", { name: "All read" })).toBeVisible();
  expect(shop.sent("POST /api/notifications/read")[0]?.body).toEqual({ all: true });
});

test("buyers have a page of alerts of their own", async () => {
  signedIn("buyer");
  answer({
    ...sale,
    kind: "order_status",
    data: { order_id: orderId, status: "completed", part_status: "completed", by: "seller", reason: null },
  });
  showPage(alertRoutes, "/alerts");
  expect(await screen.findByRole("link", { name: /was handed over/ })).toHaveAttribute(
    "href",
    `/orders/${orderId}`,
  );
});
