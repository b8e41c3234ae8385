import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeShop, json, lost } from "@/testing/fake-shop";
import { saleOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminOrderRoutes } from "./routes";

const shop = fakeShop();
const pages = [{ path: "admin", children: adminOrderRoutes }];
const order = saleOf();
const list = "GET /api/admin/orders";
const cancel = `POST /api/admin/orders/${order.id}/cancel`;

beforeEach(() => {
  signedIn("admin");
  shop.on(list, () => json(200, { items: [order], total: 1, page: 1, pages: 1 }));
});
afterEach(signedOut);

test("links from people narrow the list to one of them", async () => {
  showPage(pages, `/admin/orders?buyer_id=${order.buyer.id}&status=placed`);
  expect(await screen.findByText("The orders of one buyer.")).toBeVisible();
  await waitFor(() => expect(shop.sent(list)).not.toHaveLength(0));
  expect(Object.fromEntries(shop.sent(list)[0]?.query ?? [])).toEqual({
    buyer_id: order.buyer.id,
    status: "placed",
    page: "1",
    limit: "20",
  });
});

test("an order is shown seller by seller", async () => {
  showPage(pages, "/admin/orders");
  fireEvent.click(await screen.findByRole("button", { name: "DEADBEEF" }));
  const sheet = screen.getByRole("dialog", { name: "Order DEADBEEF" });
  const part = within(sheet).getByRole("region", { name: "From Atlas" });
  expect(within(part).getByRole("link", { name: "Copper kettle" })).toBeVisible();
  expect(within(sheet).getByRole("link", { name: "Their account" })).toHaveAttribute(
    "href",
    `/admin/users/${order.buyer.id}`,
  );
});

test("cancelling needs a reason, and a retry carries the same key", async () => {
  shop.on(cancel, lost);
  showPage(pages, "/admin/orders");
  fireEvent.click(await screen.findByRole("button", { name: "Cancel order DEADBEEF" }));
  const yes = screen.getByRole("button", { name: "Yes, cancel it" });
  fireEvent.click(yes);
  expect(screen.getByText("Please say why.")).toBeVisible();
  expect(shop.sent(cancel)).toEqual([]);

  fireEvent.change(screen.getByLabelText(/Reason/), { target: { value: "Sold by mistake" } });
  fireEvent.click(yes);
  expect(await within(screen.getByRole("dialog")).findByText(/connection|reach/i)).toBeVisible();
  shop.on(cancel, () => json(200, order));
  shop.on(list, () => json(200, { items: [saleOf({ status: "cancelled" })], total: 1, page: 1, pages: 1 }));
  fireEvent.click(yes);
  fireEvent.click(yes);
  expect(await screen.findByText("Order DEADBEEF is cancelled.")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());

  const sent = shop.sent(cancel);
  expect(sent.map(({ body }) => body)).toEqual([
    { reason: "Sold by mistake" },
    { reason: "Sold by mistake" },
  ]);
  expect(new Set(sent.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(1);
  expect(screen.queryByRole("button", { name: /Cancel order/ })).not.toBeInTheDocument();
});

test("what a seller handed over already is named before the rest is cancelled", async () => {
  const [first] = order.parts;
  const parts = [
    { ...first, seller_id: "c2".padStart(24, "0"), seller_name: "Dune", status: "completed" },
    { ...first, status: "placed" },
  ];
  shop.on(list, () => json(200, { items: [{ ...order, parts }], total: 1, page: 1, pages: 1 }));
  showPage(pages, "/admin/orders");
  fireEvent.click(await screen.findByRole("button", { name: "Cancel order DEADBEEF" }));
  expect(screen.getByText(/What Dune handed over stays so/)).toBeVisible();
});
