import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { orderOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { pickupCalendar } from "./pickup-calendar";
import { orderRoutes } from "./routes";

const shop = fakeShop();
const order = orderOf();
const path = `/api/orders/${order.id}`;

beforeEach(() => {
  signedIn("buyer");
  shop.on(`GET ${path}`, () => json(200, order));
});
afterEach(signedOut);

test("the confirmation names order number, day and hour in the shop's time zone, place and what to pay", async () => {
  showPage(orderRoutes, `/orders/${order.id}?placed=1`);
  expect(await screen.findByRole("heading", { name: "Thank you for your order" })).toBeVisible();
  expect(screen.getByText("DEADBEEF")).toBeVisible();
  expect(screen.getByText("Sunday, 22 November 2026, from 8:00 AM (New York time)")).toBeVisible();
  expect(screen.getByText("Souk Market Hall, 12 Lantern Street")).toBeVisible();
  expect(screen.getByText("$120.00, to be paid when you pick it up")).toBeVisible();
});

test("cancelling asks first, then sends once and shows the new status", async () => {
  shop.on(`POST ${path}/cancel`, () => json(200, orderOf("cancelled")));
  showPage(orderRoutes, `/orders/${order.id}`);
  fireEvent.click(await screen.findByRole("button", { name: "Cancel the order" }));
  const dialog = screen.getByRole("dialog", { name: "Cancel order DEADBEEF?" });
  fireEvent.click(within(dialog).getByRole("button", { name: "Keep it" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(shop.sent(`POST ${path}/cancel`)).toEqual([]);

  fireEvent.click(screen.getByRole("button", { name: "Cancel the order" }));
  fireEvent.click(screen.getByRole("button", { name: "Yes, cancel it" }));
  expect(await screen.findByText("Your order is cancelled.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Cancel the order" })).not.toBeInTheDocument();
  const [sent] = shop.sent(`POST ${path}/cancel`);
  expect(sent?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
});

test("an order that cannot be cancelled any more says why in the dialog", async () => {
  shop.on(`POST ${path}/cancel`, () =>
    problem(409, "This order was already handed over and can no longer be cancelled."),
  );
  showPage(orderRoutes, `/orders/${order.id}`);
  fireEvent.click(await screen.findByRole("button", { name: "Cancel the order" }));
  fireEvent.click(screen.getByRole("button", { name: "Yes, cancel it" }));
  expect(await screen.findByText(/already handed over/)).toBeVisible();
});

test("each seller can be written to about the order, from its page and from the list", async () => {
  const about = `/messages/${order.parts[0]?.seller_id}?about=order:${order.id}`;
  shop.on("GET /api/orders/my-orders", () => json(200, { items: [order], total: 1, page: 1, pages: 1 }));
  const { unmount } = showPage(orderRoutes, `/orders/${order.id}`);
  expect(await screen.findByRole("link", { name: "Message Atlas" })).toHaveAttribute("href", about);
  unmount();
  showPage(orderRoutes, "/orders");
  expect(await screen.findByRole("link", { name: "Message Atlas" })).toHaveAttribute("href", about);
});

test("an order of somebody else is simply not there", async () => {
  shop.on(`GET ${path}`, () => problem(404, "There is no such order."));
  showPage(orderRoutes, `/orders/${order.id}`);
  expect(await screen.findByRole("heading", { level: 1, name: "There is no such order" })).toBeVisible();
});

test("status, days and page of the list are in the address and go to the server", async () => {
  shop.on("GET /api/orders/my-orders", () => json(200, { items: [order], total: 31, page: 2, pages: 4 }));
  const { where } = showPage(orderRoutes, "/orders?status=placed&from=2026-11-01&page=2&junk=1");
  expect(await screen.findByRole("link", { name: "Order DEADBEEF" })).toBeVisible();
  const [sent] = shop.sent("GET /api/orders/my-orders");
  expect(Object.fromEntries(sent?.query ?? [])).toEqual({
    status: "placed",
    from: "2026-11-01",
    page: "2",
    limit: "10",
  });
  expect(screen.getByRole("link", { name: "Placed" })).toHaveAttribute("aria-current");
  expect(screen.getByRole("link", { name: "Page 3" })).toHaveAttribute(
    "href",
    "/orders?status=placed&from=2026-11-01&page=3",
  );
  await act(async () => {
    fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-11-20" } });
  });
  expect(where()).toBe("/orders?status=placed&from=2026-11-01&to=2026-11-20");
});

test("a calendar entry has the pickup in UTC and survives commas and long lines", () => {
  const file = pickupCalendar(order, new Date("2026-11-20T18:31:00Z"));
  expect(file).toContain("DTSTART:20261122T130000Z\r\n");
  expect(file).toContain("LOCATION:Souk Market Hall\\, 12 Lantern Street\r\n");
  expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
  expect(file.split("\r\n").every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
});
