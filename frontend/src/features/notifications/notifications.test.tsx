import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Notification } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { AlertBell } from "./alert-bell";
import { alertRoutes, sellerAlertRoutes } from "./routes";
import { tell } from "./texts";

const heard = new Set<(payload: unknown) => void>();
vi.mock("@/live/socket", () => ({
  onLiveEvent: (event: string, listener: (payload: unknown) => void) => {
    if (event === "notification") heard.add(listener);
    return () => heard.delete(listener);
  },
}));

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

function happen(notification: Notification): void {
  act(() => {
    for (const listener of heard) listener(notification);
  });
}

const bellPage = [{ path: "/", element: <AlertBell /> }];

beforeEach(() => {
  heard.clear();
  answer(sale, low);
});
afterEach(signedOut);

test.each([
  [
    "new_order",
    sale.data,
    "seller",
    "New order: Copper kettle, 3 items in all, $120.00.",
    `/seller/orders?search=${orderId}`,
  ],
  ["new_order", { ...sale.data, units: 1 }, "seller", "New order: Copper kettle, $120.00.", null],
  [
    "low_stock_alert",
    low.data,
    "seller",
    "Copper kettle is running low: 4 left.",
    `/seller/products/${low.data.product_id}`,
  ],
  ["low_stock_alert", { ...low.data, stock: 0 }, "seller", "Copper kettle is out of stock.", null],
  [
    "product_disabled",
    { product_id: "a1", name: "Kettle", reason: "It is not copper" },
    "seller",
    "Kettle was taken off the market by an admin: It is not copper.",
    "/seller/products/a1",
  ],
  ["product_enabled", { product_id: "a1", name: "Kettle" }, "seller", "Kettle is back on the market.", null],
  [
    "order_status",
    { order_id: orderId, status: "cancelled", part_status: "cancelled", by: "admin", reason: "Fraud." },
    "buyer",
    "Your order DEADBEEF was cancelled by an admin: Fraud.",
    `/orders/${orderId}`,
  ],
  [
    "order_status",
    { order_id: orderId, status: "cancelled", part_status: "cancelled", by: "buyer", reason: null },
    "seller",
    "Order DEADBEEF was cancelled by the buyer.",
    `/seller/orders?search=${orderId}`,
  ],
  [
    "order_status",
    { order_id: orderId, status: "completed", part_status: "completed", by: "seller", reason: null },
    "buyer",
    "Your order DEADBEEF was handed over. Enjoy!",
    null,
  ],
  ["from_tomorrow", {}, "admin", "There is news for you.", null],
] as const)("%s with %j is told in plain words", (kind, data, role, text, to) => {
  const told = tell({ kind, data }, role);
  expect(told.text).toBe(text);
  if (to !== null) expect(told.to).toBe(to);
});

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

test("a live alert is said once, with the way to it, and counted", async () => {
  signedIn("seller");
  answer();
  const { where } = showPage(bellPage, "/");
  await screen.findByRole("button", { name: "Alerts" });
  answer(sale);
  happen(sale);
  happen(sale);
  const messages = within(screen.getByRole("region", { name: "Messages" }));
  expect(await messages.findAllByText("New order: Copper kettle, 3 items in all, $120.00.")).toHaveLength(1);
  expect(await screen.findByRole("button", { name: "Alerts, 1 unread" })).toBeVisible();
  fireEvent.click(messages.getByRole("button", { name: "Show" }));
  await waitFor(() => expect(where()).toBe(`/seller/orders?search=${orderId}`));
});

test("many alerts at once are said in one line", async () => {
  signedIn("seller");
  showPage(bellPage, "/");
  await screen.findByRole("button", { name: /Alerts/ });
  for (const end of ["f1", "f2", "f3"]) happen({ ...sale, id: `65f0000000000000000000${end}` });
  const messages = within(screen.getByRole("region", { name: "Messages" }));
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
