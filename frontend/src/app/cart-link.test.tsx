import { act, fireEvent, screen } from "@testing-library/react";
import { Link, Outlet, type RouteObject } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Product } from "@/api/types";
import { seenLines } from "@/cart/seen-lines";
import { visitorCart } from "@/cart/visitor-cart";
import { stocks } from "@/live/live";
import { fakeShop, json } from "@/testing/fake-shop";
import { cartLine, cartOf, productOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { CartLink } from "./cart-link";

const shop = fakeShop();
const frame = (
  <>
    <CartLink />
    <Link to="/else">Elsewhere</Link>
    <Outlet />
  </>
);
const shopPages: RouteObject[] = [
  { element: frame, children: ["/", "/cart", "/else"].map((path) => ({ path, element: <p>{path}</p> })) },
];

const toastsEnd_ms = 6_000;
// What the gateway has told is kept for as long as the page lives: each test has products of its own.
let tests = 0;
let kettle: Product;
let basket: Product;
let seq = 1;

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  tests += 1;
  kettle = productOf({ id: `a${tests}`.padStart(24, "0") });
  basket = productOf({ id: `b${tests}`.padStart(24, "0"), name: "Reed basket" });
  for (const product of [kettle, basket])
    shop.on(`GET /api/products/${product.id}`, () => json(200, product));
});
afterEach(async () => {
  await act(() => vi.advanceTimersByTimeAsync(toastsEnd_ms));
  visitorCart.clear();
  seenLines.keep(new Set());
  signedOut();
  vi.useRealTimers();
});

/** The gateway tells how a product is now. */
function tell({ id }: Product, change: { price?: number; stock?: number; status?: string } = {}): void {
  seq += 1;
  const updated_at = new Date(Date.UTC(2026, 1, 1, 0, 0, seq)).toISOString();
  const now = { price: 40, stock: 9, status: "active", ...change };
  act(() => stocks.applySnapshot([{ product_id: id, seq, updated_at, ...now }]));
}

const pass = () => act(() => vi.advanceTimersByTimeAsync(500));
const toasts = () =>
  [...screen.getByRole("region", { name: "Notices" }).querySelectorAll("p")].map((p) => p.textContent);
const cartName = () => screen.getByRole("link", { name: /^Cart/ }).getAttribute("aria-label");

async function showVisitor(...products: Product[]) {
  for (const { id } of products) visitorCart.set({ product_id: id, quantity: 3 });
  const page = showPage(shopPages, "/");
  for (const product of products) tell(product);
  await pass();
  return page;
}

test("how things are when the page is opened is no news", async () => {
  await showVisitor(kettle, basket);
  expect(toasts()).toEqual([]);
  expect(cartName()).toBe("Cart, 6 items");
});

test("a new price is said once wherever one is, the cart is marked, and the toast leads there", async () => {
  const { where } = await showVisitor(kettle);
  tell(kettle, { price: 45 });
  await pass();
  const text = "“Copper kettle” in your cart now costs $45.00 instead of $40.00.";
  expect(toasts()).toEqual([text]);
  expect(cartName()).toBe("Cart, 3 items: one product needs a look");
  tell(kettle, { price: 45, stock: 8 });
  await pass();
  expect(toasts()).toEqual([text]);
  fireEvent.click(screen.getByRole("button", { name: "See cart" }));
  await pass();
  expect(where()).toBe("/cart");
});

test("a second price change tells from where it came", async () => {
  await showVisitor(kettle);
  for (const price of [45, 38]) {
    tell(kettle, { price });
    await pass();
  }
  expect(toasts().at(-1)).toBe("“Copper kettle” in your cart now costs $38.00 instead of $45.00.");
});

test("a price that is back before anybody could read it is no news", async () => {
  await showVisitor(kettle);
  tell(kettle, { price: 45 });
  tell(kettle);
  await pass();
  expect(toasts()).toEqual([]);
  expect(cartName()).toBe("Cart, 3 items");
});

test("several at once are one toast", async () => {
  await showVisitor(kettle, basket);
  tell(kettle, { status: "disabled" });
  tell(basket, { stock: 0 });
  await pass();
  expect(toasts()).toEqual(["2 products in your cart have changed."]);
  expect(cartName()).toBe("Cart, 6 items: 2 products need a look");
});

test("on the cart's own page nothing is said twice, and none of it later elsewhere", async () => {
  visitorCart.set({ product_id: kettle.id, quantity: 3 });
  showPage(shopPages, "/cart");
  tell(kettle);
  tell(kettle, { stock: 4 });
  await pass();
  fireEvent.click(screen.getByRole("link", { name: "Elsewhere" }));
  await pass();
  expect(toasts()).toEqual([]);
});

test("a buyer whose cart became an order meanwhile is not told that they bought the last ones", async () => {
  signedIn("buyer");
  const line = cartLine({ product_id: kettle.id });
  shop.on("GET /api/cart", () => json(200, cartOf(line)));
  showPage(shopPages, "/");
  await screen.findByRole("link", { name: "Cart, 3 items" });
  tell(kettle);
  shop.on("GET /api/cart", () => json(200, cartOf()));
  tell(kettle, { stock: 0 });
  await pass();
  expect(toasts()).toEqual([]);
  expect(cartName()).toBe("Cart, empty");
});

test("a buyer is told by name what is off sale and what came back", async () => {
  signedIn("buyer");
  shop.on("GET /api/cart", () => json(200, cartOf(cartLine({ product_id: kettle.id }))));
  showPage(shopPages, "/");
  await screen.findByRole("link", { name: "Cart, 3 items" });
  tell(kettle);
  for (const status of ["disabled", "active"]) {
    tell(kettle, { status });
    await pass();
  }
  expect(toasts()).toEqual([
    "“Copper kettle” in your cart is no longer on sale.",
    "“Copper kettle” in your cart is on sale again.",
  ]);
  expect(cartName()).toBe("Cart, 3 items");
});
