import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { api, read } from "@/api/client";
import type { Cart } from "@/api/types";
import { alone } from "@/lib/locks";
import { totalOf } from "@/lib/money";
import { createStore } from "@/lib/store";
import { visitorCart, type WantedLine } from "./visitor-cart";

export const serverCart = queryOptions({
  queryKey: ["me", "cart"],
  queryFn: ({ signal }) => read(api.GET("/api/cart", { signal })),
});

/** Adds to what is there already. The answer may hold less than was asked for: no more than the stock. */
export function addLine({ product_id, quantity }: WantedLine): Promise<Cart> {
  return read(api.POST("/api/cart/lines", { body: { product_id, quantity } }));
}

export function setLine({ product_id, quantity }: WantedLine): Promise<Cart> {
  return read(
    api.PUT("/api/cart/lines/{product_id}", { params: { path: { product_id } }, body: { quantity } }),
  );
}

export function removeLine(product_id: string): Promise<Cart> {
  return read(api.DELETE("/api/cart/lines/{product_id}", { params: { path: { product_id } } }));
}

/** True while a visitor's cart is on its way into the account: the buyer's cart is not whole yet. */
export const mergingStore = createStore(false);

/** Carries what was chosen before signing in over to the account, once, whichever tab comes first. */
export async function mergeVisitorCart(queries: QueryClient): Promise<void> {
  if (visitorCart.reread().length === 0) return;
  mergingStore.set(true);
  try {
    await alone("cart-merge", () => merge(queries));
  } finally {
    mergingStore.set(false);
  }
}

async function merge(queries: QueryClient): Promise<void> {
  const lines = visitorCart.reread();
  if (lines.length === 0) return;
  const cart = await read(api.POST("/api/cart/merge", { body: { lines: [...lines] } }));
  visitorCart.clear();
  // An answer that was asked for before the merge would be older than this one.
  await queries.cancelQueries({ queryKey: serverCart.queryKey });
  queries.setQueryData(serverCart.queryKey, cart);
}

/** The cart as it will most likely be once the server has answered. */
export function withQuantity(cart: Cart, productId: string, quantity: number): Cart {
  const lines = cart.lines
    .map((line) =>
      line.product_id === productId
        ? { ...line, quantity, line_total: totalOf([{ price: line.price, quantity }]) }
        : line,
    )
    .filter((line) => line.quantity > 0);
  return { ...cart, lines, total_amount: totalOf(lines) };
}
