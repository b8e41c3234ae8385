import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Product } from "@/api/types";
import { seenLines } from "@/cart/seen-lines";
import { visitorCart } from "@/cart/visitor-cart";
import { connectionStore, stocks } from "@/live/live";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { cartLine, cartOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { cartRoutes } from "./routes";

const shop = fakeShop();
const kettle = cartLine();
const linePath = `/api/cart/lines/${kettle.product_id}`;

const product: Product = {
  id: "65f0000000000000000000d1",
  seller_id: "65f0000000000000000000c1",
  seller_name: "Atlas",
  sku: null,
  name: "Reed basket",
  description: "",
  brand: null,
  price: 25,
  stock: 4,
  stock_seq: 1,
  low_stock_threshold: 5,
  category: "Baskets",
  attributes: {},
  images: [],
  rating: { average: null, count: 0 },
  status: "active",
  disabled_reason: null,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

beforeEach(() => {
  visitorCart.clear();
  shop.on("GET /api/cart", () => json(200, cartOf(kettle)));
});
afterEach(() => {
  signedOut();
  seenLines.keep(new Set());
  act(() => connectionStore.set("idle"));
});

test("what is taken out can be put back at once", async () => {
  signedIn("buyer");
  shop.on(`DELETE ${linePath}`, () => json(200, cartOf()));
  shop.on(`PUT ${linePath}`, () => json(200, cartOf(kettle)));
  showPage(cartRoutes, "/cart");
  fireEvent.click(await screen.findByRole("button", { name: "Remove Copper kettle" }));
  expect(await screen.findByRole("heading", { name: "Your cart is empty" })).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByRole("link", { name: "Copper kettle" })).toBeVisible();
  expect(shop.sent(`PUT ${linePath}`)[0]?.body).toEqual({ quantity: 3 });
});

test("a visitor's cart takes part in the same: remove, undo, total", async () => {
  visitorCart.set({ product_id: product.id, quantity: 2 });
  shop.on(`GET /api/products/${product.id}`, () => json(200, product));
  showPage(cartRoutes, "/cart");
  const summary = await screen.findByRole("region", { name: /^Total/ });
  expect(within(summary).getByText("$50.00")).toBeVisible();
  expect(within(summary).getByRole("link", { name: "Go to checkout" })).toHaveAttribute("href", "/checkout");
  fireEvent.click(screen.getByRole("button", { name: "Remove Reed basket" }));
  expect(visitorCart.get()).toEqual([]);
  fireEvent.click(await screen.findByRole("button", { name: "Undo" }));
  expect(visitorCart.get()).toEqual([{ product_id: product.id, quantity: 2 }]);
});

test("live stock warns, and one click takes what is left", async () => {
  signedIn("buyer");
  const line = cartLine({ product_id: "65f0000000000000000000d2" });
  const path = `/api/cart/lines/${line.product_id}`;
  shop.on("GET /api/cart", () => json(200, cartOf(line)));
  shop.on(`PUT ${path}`, () => json(200, cartOf({ ...line, quantity: 2, stock: 2 })));
  showPage(cartRoutes, "/cart");
  await screen.findByRole("link", { name: "Copper kettle" });
  act(() => connectionStore.set("up"));
  act(() => void stocks.applyStock({ product_id: line.product_id, stock: 2, seq: 7 }));
  expect(screen.getByText("Only 2 left, your cart has 3.")).toBeVisible();
  expect(screen.getByRole("button", { name: "One more" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "Take 2 Copper kettle" }));
  await waitFor(() => expect(shop.sent(`PUT ${path}`)[0]?.body).toEqual({ quantity: 2 }));
  act(() => void stocks.applyStock({ product_id: line.product_id, stock: 0, seq: 8 }));
  expect(screen.getByText("Sold out.")).toBeVisible();
});

test("a price that changes while one looks is not passed over", async () => {
  signedIn("buyer");
  const { queries } = showPage(cartRoutes, "/cart");
  await screen.findByRole("link", { name: "Copper kettle" });
  shop.on("GET /api/cart", () => json(200, cartOf(cartLine({ price: 45 }))));
  await act(() => queries.invalidateQueries({ queryKey: ["me", "cart"] }));
  expect(await screen.findByText("Price changed from $40.00 to $45.00.")).toBeVisible();
});

const tellStock = (product_id: string, stock: number, seq: number) =>
  act(() => void stocks.applyStock({ product_id, stock, seq }));

test("running low is said, and so is being back in stock", async () => {
  signedIn("buyer");
  const line = cartLine({ product_id: "65f0000000000000000000d3" });
  shop.on("GET /api/cart", () => json(200, cartOf(line)));
  showPage(cartRoutes, "/cart");
  await screen.findByRole("link", { name: "Copper kettle" });
  act(() => connectionStore.set("up"));
  tellStock(line.product_id, 4, 7);
  const notice = screen.getByText("Running low: only 4 left.");
  expect(notice.closest("[role=status]")).not.toBeNull();
  shop.on("GET /api/cart", () => json(200, cartOf({ ...line, available: false, stock: 0 })));
  tellStock(line.product_id, 0, 8);
  expect(screen.getByText("Sold out.")).toBeVisible();
  expect(screen.queryByText(/Running low/)).toBeNull();
  shop.on("GET /api/cart", () => json(200, cartOf(line)));
  tellStock(line.product_id, 9, 9);
  expect(screen.getByText("Back in stock.")).toBeVisible();
  expect(screen.queryByText("Sold out.")).toBeNull();
});

test("what an admin took off sale and gave back, at another price, says both", async () => {
  signedIn("buyer");
  const { queries } = showPage(cartRoutes, "/cart");
  await screen.findByRole("link", { name: "Copper kettle" });
  const disabled = cartLine({ available: false, off_sale_reason: "Taken off sale by the market." });
  shop.on("GET /api/cart", () => json(200, cartOf(disabled)));
  await act(() => queries.invalidateQueries({ queryKey: ["me", "cart"] }));
  expect(await screen.findByText("Taken off sale by the market.")).toBeVisible();
  shop.on("GET /api/cart", () => json(200, cartOf(cartLine({ price: 30 }))));
  await act(() => queries.invalidateQueries({ queryKey: ["me", "cart"] }));
  expect(await screen.findByText("On sale again.")).toBeVisible();
  expect(screen.getByText("Price changed from $40.00 to $30.00.")).toBeVisible();
});

test("what changed while the cart was not on the page is said when it is opened, and once only", async () => {
  signedIn("buyer");
  seenLines.see(kettle.product_id, { price: 35, stock: 0, onSale: true }, 3);
  const { unmount } = showPage(cartRoutes, "/cart");
  expect(await screen.findByText("Price changed from $35.00 to $40.00.")).toBeVisible();
  expect(screen.getByText("Back in stock.")).toBeVisible();
  unmount();
  showPage(cartRoutes, "/cart");
  expect(await screen.findByRole("link", { name: "Copper kettle" })).toBeVisible();
  expect(screen.queryByText(/Price changed|Back in stock/)).toBeNull();
});

test("a visitor's line that came off sale before the page was opened comes back with its product", async () => {
  const basket = { ...product, id: "65f0000000000000000000d4" };
  visitorCart.set({ product_id: basket.id, quantity: 2 });
  const path = `GET /api/products/${basket.id}`;
  shop.on(path, () => problem(404, "There is no such product."));
  showPage(cartRoutes, "/cart");
  expect(await screen.findByText("No longer on sale.")).toBeVisible();
  shop.on(path, () => json(200, basket));
  act(() => connectionStore.set("up"));
  const { price, status, updated_at } = { ...basket, updated_at: "2026-01-02T00:00:00Z" };
  act(() => stocks.applySnapshot([{ product_id: basket.id, stock: 4, seq: 2, price, status, updated_at }]));
  expect(await screen.findByRole("link", { name: "Reed basket" })).toBeVisible();
  expect(screen.getByText("On sale again.")).toBeVisible();
});

test("what is back in stock counts in a visitor's total, though the answer about it is a second old", async () => {
  const basket = { ...product, id: "65f0000000000000000000d5", stock: 0, stock_seq: 2 };
  visitorCart.set({ product_id: basket.id, quantity: 2 });
  shop.on(`GET /api/products/${basket.id}`, () => json(200, basket));
  showPage(cartRoutes, "/cart");
  expect(await screen.findByText("Sold out.")).toBeVisible();
  const summary = screen.getByRole("region", { name: /^Total/ });
  expect(within(summary).getByText("$0.00")).toBeVisible();
  act(() => connectionStore.set("up"));
  tellStock(basket.id, 6, 3);
  expect(await within(summary).findByText("$50.00")).toBeVisible();
});

test("a visitor's line whose product is back is asked for again when the first answer was old", async () => {
  const basket = { ...product, id: "65f0000000000000000000d6" };
  visitorCart.set({ product_id: basket.id, quantity: 2 });
  const path = `GET /api/products/${basket.id}`;
  shop.on(path, () => problem(404, "There is no such product."));
  showPage(cartRoutes, "/cart");
  expect(await screen.findByText("No longer on sale.")).toBeVisible();
  act(() => connectionStore.set("up"));
  const { price, status, updated_at } = { ...basket, updated_at: "2026-01-02T00:00:00Z" };
  act(() => stocks.applySnapshot([{ product_id: basket.id, stock: 4, seq: 2, price, status, updated_at }]));
  await waitFor(() => expect(shop.sent(path)).toHaveLength(2));
  shop.on(path, () => json(200, basket));
  expect(await screen.findByRole("link", { name: "Reed basket" }, { timeout: 5_000 })).toBeVisible();
});

test("a seller reads that only buyers can buy", async () => {
  signedIn("seller");
  showPage(cartRoutes, "/cart");
  expect(await screen.findByRole("heading", { name: "Only buyers can buy" })).toBeVisible();
  expect(shop.sent("GET /api/cart")).toEqual([]);
});
