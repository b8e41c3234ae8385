import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Pickups } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { saleOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { titleOf } from "./pickups-page";
import { sellerOrderRoutes } from "./routes";

const shop = fakeShop();
const pages = [{ path: "seller", children: sellerOrderRoutes }];
const sale = saleOf();
const list = "GET /api/orders/seller-orders";
const settle = `PUT /api/orders/${sale.id}/status`;

beforeEach(() => {
  signedIn("seller");
  shop.on(list, () => json(200, { items: [sale], total: 1, page: 1, pages: 1 }));
});
afterEach(signedOut);

test("filters and search come from the address, and days that stand the wrong way round are exchanged", async () => {
  showPage(pages, "/seller/orders?search=kettle&status=placed&from=2026-11-20&to=2026-11-01&junk=1");
  expect(await screen.findByRole("button", { name: "DEADBEEF" })).toBeVisible();
  const [sent] = shop.sent(list);
  expect(Object.fromEntries(sent?.query ?? [])).toEqual({
    search: "kettle",
    status: "placed",
    from: "2026-11-01",
    to: "2026-11-20",
    page: "1",
    limit: "20",
  });
});

test("an order shows its buyer, goods, pickup in the shop's time zone, and what happened", async () => {
  showPage(pages, "/seller/orders");
  fireEvent.click(await screen.findByRole("button", { name: "DEADBEEF" }));
  const sheet = screen.getByRole("dialog", { name: "Order DEADBEEF" });
  expect(within(sheet).getByRole("link", { name: "bea@example.com" })).toHaveAttribute(
    "href",
    "mailto:bea@example.com",
  );
  expect(within(sheet).getByRole("link", { name: "Message Bea Buyer" })).toHaveAttribute(
    "href",
    `/messages/${sale.buyer.id}?about=order:${sale.id}`,
  );
  expect(within(sheet).getByText("Sunday, 22 November 2026, from 8:00 AM (New York time)")).toBeVisible();
  expect(within(sheet).getByText("3 × $40.00")).toBeVisible();
  expect(within(sheet).getByText("by the buyer", { exact: false })).toBeVisible();
});

test("of a deleted account nothing is shown", async () => {
  const gone = saleOf({ buyer: { ...sale.buyer, name: null, email: null } });
  shop.on(list, () => json(200, { items: [gone], total: 1, page: 1, pages: 1 }));
  showPage(pages, "/seller/orders");
  expect(await screen.findByText("Deleted account")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "DEADBEEF" }));
  const sheet = screen.getByRole("dialog", { name: "Order DEADBEEF" });
  expect(within(sheet).queryByRole("link", { name: /^Message/ })).toBeNull();
});

test("handing over asks first, sends once and loads the list anew", async () => {
  shop.on(settle, () => json(200, sale));
  showPage(pages, "/seller/orders");
  fireEvent.click(await screen.findByRole("button", { name: "Hand over order DEADBEEF" }));
  const dialog = screen.getByRole("dialog", { name: "Hand over order DEADBEEF?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Not yet" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(shop.sent(settle)).toEqual([]);

  shop.on(list, () => json(200, { items: [saleOf({ status: "completed" })], total: 1, page: 1, pages: 1 }));
  fireEvent.click(screen.getByRole("button", { name: "Hand over order DEADBEEF" }));
  const yes = screen.getByRole("button", { name: "Yes, handed over" });
  fireEvent.click(yes);
  fireEvent.click(yes);
  expect(await screen.findByText("Order DEADBEEF is handed over.")).toBeVisible();
  expect(shop.sent(settle).map(({ body }) => body)).toEqual([{ status: "completed" }]);
  expect(screen.getByText("Picked up", { selector: "span" })).toBeVisible();
  expect(screen.queryByRole("button", { name: /Hand over/ })).not.toBeInTheDocument();
});

test("cancelling sends what the buyer is told, and a refusal is read in the dialog", async () => {
  shop.on(settle, () => problem(409, "This order is already completed."));
  showPage(pages, "/seller/orders");
  fireEvent.click(await screen.findByRole("button", { name: "DEADBEEF" }));
  fireEvent.click(screen.getByRole("button", { name: "Cancel order DEADBEEF" }));
  fireEvent.change(screen.getByLabelText(/What the buyer is told/), {
    target: { value: "  It fell down.  " },
  });
  fireEvent.click(screen.getByRole("button", { name: "Yes, cancel it" }));
  expect(await screen.findByText("This order is already completed.")).toBeVisible();
  expect(shop.sent(settle)[0]?.body).toEqual({ status: "cancelled", reason: "It fell down." });
  await waitFor(() => expect(shop.sent(list).length).toBeGreaterThan(1));

  // the question goes, the order's details stay
  fireEvent.click(screen.getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(screen.getAllByRole("dialog")).toHaveLength(1));
  expect(screen.getByRole("dialog", { name: "Order DEADBEEF" })).toBeVisible();
});

const pickups: Pickups = {
  day: "2026-11-22",
  today: "2026-11-20",
  timezone: "America/New_York",
  items: [sale],
  total: 1,
  days: [
    { day: "2026-11-20", placed: 0, completed: 0 },
    { day: "2026-11-21", placed: 0, completed: 2 },
    { day: "2026-11-22", placed: 1, completed: 0 },
  ],
  overdue: 2,
};

test("a day's pickups stand by time; days with their counts and what is overdue are links", async () => {
  shop.on("GET /api/orders/pickups", () => json(200, pickups));
  showPage(pages, "/seller/pickups?day=2026-11-22");
  expect(await screen.findByRole("heading", { name: /From 8:00 AM/ })).toBeVisible();
  expect(shop.sent("GET /api/orders/pickups")[0]?.query.get("day")).toBe("2026-11-22");
  const days = screen.getByRole("navigation", { name: "Days" });
  expect(within(days).getByRole("link", { name: "Sunday, 22 Nov 2026: one order waits" })).toHaveAttribute(
    "aria-current",
    "date",
  );
  expect(
    within(days).getByRole("link", { name: "Saturday, 21 Nov 2026: no orders wait, 2 handed over" }),
  ).toHaveAttribute("href", "/seller/pickups?day=2026-11-21");
  expect(within(days).getByRole("link", { name: /Friday/ })).toHaveAttribute("href", "/seller/pickups");
  expect(screen.getByRole("link", { name: "Show them" })).toHaveAttribute(
    "href",
    "/seller/pickups?overdue=true",
  );
});

test("what is overdue is asked for as such, and stands by its day", async () => {
  shop.on("GET /api/orders/pickups", () => json(200, { ...pickups, day: null }));
  showPage(pages, "/seller/pickups?overdue=true&day=2026-11-22");
  expect(await screen.findByRole("heading", { name: /Sunday, 22 November 2026/ })).toBeVisible();
  expect(Object.fromEntries(shop.sent("GET /api/orders/pickups")[0]?.query ?? [])).toEqual({
    overdue: "true",
  });
});

test("a day that does not exist is today", async () => {
  shop.on("GET /api/orders/pickups", () => json(200, { ...pickups, day: "2026-11-20", items: [], total: 0 }));
  showPage(pages, "/seller/pickups?day=2026-02-30");
  expect(await screen.findByText("No order is due today.")).toBeVisible();
  expect(Object.fromEntries(shop.sent("GET /api/orders/pickups")[0]?.query ?? [])).toEqual({});
});

test("the title counts what waits and what was handed over", () => {
  const done = saleOf({ status: "completed" });
  expect(titleOf({ ...pickups, items: [sale, done], total: 2 })).toBe(
    "Sunday, 22 Nov 2026: one order waits, 1 handed over",
  );
  expect(titleOf({ ...pickups, day: "2026-11-20", items: [], total: 0 })).toBe(
    "Today, Friday, 20 Nov 2026: no orders wait",
  );
});

test("the slip has all that is needed at the counter, and its button prints", async () => {
  shop.on(`${list}/${sale.id}`, () => json(200, sale));
  const print = vi.fn();
  vi.stubGlobal("print", print);
  showPage(pages, `/seller/orders/${sale.id}/slip`);
  expect(await screen.findByRole("heading", { level: 1, name: "Packing slip" })).toBeVisible();
  for (const text of [
    "DEADBEEF",
    "Bea Buyer",
    "Sunday, 22 November 2026, from 8:00 AM (New York time)",
    "Souk Market Hall, 12 Lantern Street",
    "To be paid at the counter",
    "Received by",
  ])
    expect(screen.getByText(text)).toBeVisible();
  const goods = within(screen.getByRole("table", { name: "Goods" }));
  expect(goods.getByRole("row", { name: /3 Copper kettle \$40\.00 \$120\.00/ })).toBeVisible();
  act(() => screen.getByRole("button", { name: "Print" }).click());
  expect(print).toHaveBeenCalledOnce();
});

test("the slip of a cancelled order warns, and one of somebody else is not there", async () => {
  shop.on(`${list}/${sale.id}`, () => json(200, saleOf({ status: "cancelled" })));
  const { unmount } = showPage(pages, `/seller/orders/${sale.id}/slip`);
  expect(await screen.findByText(/Do not hand it over/)).toBeVisible();
  unmount();
  shop.on(`${list}/${sale.id}`, () => problem(404, "There is no such order."));
  showPage(pages, `/seller/orders/${sale.id}/slip`);
  expect(await screen.findByRole("heading", { level: 1, name: "There is no such order" })).toBeVisible();
});

test("buyers stand with what they bought and when, and lead to the order", async () => {
  const bought = {
    order_id: sale.id,
    product_id: sale.product_list[0]?.product_id,
    product_name: "Copper kettle",
    quantity: 3,
    buyer_id: sale.buyer.id,
    name: "Bea Buyer",
    email: "bea@example.com",
    date: sale.timestamp,
    timezone: "America/New_York",
  };
  shop.on("GET /api/orders/buyers", () => json(200, { items: [bought], total: 1, page: 1, pages: 1 }));
  showPage(pages, `/seller/buyers?product_id=${bought.product_id}`);
  expect(await screen.findByText("20 Nov 2026, 1:30 PM")).toBeVisible();
  expect(screen.getByText("Who bought Copper kettle, and when.")).toBeVisible();
  expect(screen.getByRole("link", { name: "DEADBEEF" })).toHaveAttribute(
    "href",
    `/seller/orders?search=${sale.id}`,
  );
  expect(shop.sent("GET /api/orders/buyers")[0]?.query.get("product_id")).toBe(bought.product_id);
});
