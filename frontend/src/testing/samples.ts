import type { Cart, CartLine, Order, OrderStatus, Product, Sale } from "@/api/types";
import { totalOf } from "@/lib/money";

const id = (end: string) => end.padStart(24, "0");

export function productOf(change: Partial<Product> = {}): Product {
  return {
    id: id("a1"),
    seller_id: id("c1"),
    seller_name: "Atlas",
    sku: null,
    name: "Copper kettle",
    description: "",
    brand: null,
    price: 40,
    stock: 9,
    stock_seq: 1,
    low_stock_threshold: 5,
    category: "Kitchen",
    attributes: {},
    images: [],
    rating: { average: null, count: 0 },
    status: "active",
    disabled_reason: null,
    created_at: "2026-01-01T00:00:00Z",
    updated_at: "2026-01-01T00:00:00Z",
    ...change,
  };
}

export function cartLine(change: Partial<CartLine> = {}): CartLine {
  const line = {
    product_id: id("a1"),
    name: "Copper kettle",
    price: 40,
    quantity: 3,
    stock: 9,
    image: null,
    category: "Kitchen",
    seller_id: id("c1"),
    seller_name: "Atlas",
    available: true,
    off_sale_reason: null,
    ...change,
  };
  return { ...line, line_total: totalOf([line]) };
}

export function cartOf(...lines: CartLine[]): Cart {
  return { lines, total_amount: totalOf(lines), version: 1 };
}

export function orderOf(status: OrderStatus = "placed"): Order {
  return {
    id: id("deadbeef"),
    buyer_id: id("b1"),
    product_list: [
      {
        product_id: id("a1"),
        seller_id: id("c1"),
        name: "Copper kettle",
        quantity: 3,
        price: 40,
        image: null,
        category: "Kitchen",
      },
    ],
    total_amount: 120,
    status,
    parts: [{ seller_id: id("c1"), seller_name: "Atlas", status }],
    fulfilment: {
      method: "pickup",
      pickup_at: "2026-11-22T13:00:00.000Z",
      pickup_place: "Souk Market Hall, 12 Lantern Street",
      pickup_timezone: "America/New_York",
    },
    payment: { method: "on_pickup", status: "due" },
    history: [{ at: "2026-11-20T18:30:00.000Z", what: "placed", by: "buyer", reason: null }],
    timestamp: "2026-11-20T18:30:00.000Z",
  };
}

/** An order as its seller and admins see it. */
export function saleOf(change: Partial<Sale> = {}): Sale {
  const buyer = { id: id("b1"), name: "Bea Buyer", email: "bea@example.com" };
  return { ...orderOf(change.status), buyer, ...change };
}
