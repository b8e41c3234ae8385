import { expect, test } from "vitest";
import { tell } from "./texts";

const orderId = "65f0000000000000deadbeef";
const sale = { order_id: orderId, first_item: "Copper kettle", units: 3, amount: 120 };
const low = { product_id: "65f0000000000000000000a1", name: "Copper kettle", stock: 4, threshold: 5 };

test.each([
  [
    "new_order",
    sale,
    "seller",
    "New order: Copper kettle, 3 items in all, $120.00.",
    `/seller/orders?search=${orderId}`,
  ],
  ["new_order", { ...sale, units: 1 }, "seller", "New order: Copper kettle, $120.00.", null],
  [
    "low_stock_alert",
    low,
    "seller",
    "Copper kettle is running low: 4 left.",
    `/seller/products/${low.product_id}`,
  ],
  ["low_stock_alert", { ...low, stock: 0 }, "seller", "Copper kettle is out of stock.", null],
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
  [
    "new_message",
    { user_id: "c1", name: "Atlas", preview: "Is it <b>copper</b>?" },
    "buyer",
    "Atlas wrote: Is it <b>copper</b>?",
    "/messages/c1",
  ],
  [
    "new_message",
    { user_id: "c1", name: "Atlas", preview: "0123456789".repeat(8) },
    "buyer",
    `Atlas wrote: ${"0123456789".repeat(8)}…`,
    null,
  ],
  [
    "report",
    { report_id: "d1", name: "Atlas" },
    "admin",
    "Atlas was reported. Please have a look.",
    "/admin/reports",
  ],
  ["from_tomorrow", {}, "admin", "There is news for you.", null],
] as const)("%s with %j is told in plain words", (kind, data, role, text, to) => {
  const told = tell({ kind, data }, role);
  expect(told.text).toBe(text);
  if (to !== null) expect(told.to).toBe(to);
});
