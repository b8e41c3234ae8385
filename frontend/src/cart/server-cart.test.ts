import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cart } from "@/api/types";
import { addLine, mergeVisitorCart, serverCart, withQuantity } from "./server-cart";
import { visitorCart } from "./visitor-cart";

const line = (product_id: string, price: number, quantity: number): Cart["lines"][number] => ({
  product_id,
  name: product_id,
  price,
  quantity,
  stock: 10,
  line_total: price * quantity,
  image: null,
  category: "Kitchen",
  seller_id: "s1",
  seller_name: "Atlas",
  available: true,
  off_sale_reason: null,
});
const cart: Cart = { lines: [line("a", 9.99, 1), line("b", 5, 2)], total_amount: 19.99, version: 3 };
const server = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => {
  vi.stubGlobal("fetch", server);
  visitorCart.clear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.mockReset();
});

test("what was chosen before signing in goes to the account, and leaves the browser", async () => {
  const queries = new QueryClient();
  server.mockImplementation(async () => new Response(JSON.stringify(cart)));
  visitorCart.set({ product_id: "a", quantity: 1 });
  await mergeVisitorCart(queries);
  await mergeVisitorCart(queries);
  expect(server).toHaveBeenCalledTimes(1);
  expect(visitorCart.get()).toEqual([]);
  expect(queries.getQueryData(serverCart.queryKey)).toEqual(cart);
});

test("a merge that fails keeps the visitor's cart", async () => {
  server.mockImplementation(async () => new Response(JSON.stringify({ title: "Busy" }), { status: 503 }));
  visitorCart.set({ product_id: "a", quantity: 1 });
  await expect(mergeVisitorCart(new QueryClient())).rejects.toMatchObject({ status: 503 });
  expect(visitorCart.get()).toEqual([{ product_id: "a", quantity: 1 }]);
});

test("a changed line shows its new totals before the server has answered", () => {
  const changed = withQuantity(cart, "a", 3);
  expect(changed.lines[0]?.line_total).toBe(29.97);
  expect(changed.total_amount).toBe(39.97);
  expect(withQuantity(cart, "b", 0).lines.map(({ product_id }) => product_id)).toEqual(["a"]);
});

test("an added line carries nothing that the API does not know", async () => {
  server.mockImplementation(async () => new Response(JSON.stringify(cart)));
  await addLine({ product_id: "a", quantity: 2, kind: "add" } as Parameters<typeof addLine>[0]);
  expect(await server.mock.calls[0]?.[0].json()).toEqual({ product_id: "a", quantity: 2 });
});
