import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { MyProductQuery, Product, ProductChanges, ProductInput } from "./types";
import { type Progress, sendFile } from "./upload";

/** All that is known of the seller's own products begins with this key. */
export const myProductsKey = ["me", "seller", "products"];

export function myProductsQuery(query: MyProductQuery) {
  return queryOptions({
    queryKey: [...myProductsKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/products/my-products", { params: { query }, signal })),
  });
}

/** On sale or not. */
export function myProductQuery(product_id: string) {
  return queryOptions({
    queryKey: [...myProductsKey, "one", product_id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/products/my-products/{product_id}", { params: { path: { product_id } }, signal })),
  });
}

export const myCategoriesQuery = queryOptions({
  queryKey: [...myProductsKey, "categories"],
  queryFn: ({ signal }) => read(api.GET("/api/products/my-products/categories", { signal })),
  staleTime: 60_000,
});

/** Sent again with the same key and body it answers the same and creates nothing more. */
export function createProduct(body: ProductInput, key: string): Promise<Product> {
  return read(api.POST("/api/products/", { params: { header: { "Idempotency-Key": key } }, body }));
}

export function updateProduct(product_id: string, body: ProductChanges): Promise<Product> {
  return read(api.PUT("/api/products/{product_id}", { params: { path: { product_id } }, body }));
}

export function deleteProduct(product_id: string): Promise<unknown> {
  return read(api.DELETE("/api/products/{product_id}", { params: { path: { product_id } } }));
}

/** Moves the stock by `delta` units: what comes in is a restock or a correction, what goes is a correction. */
export type StockMove = { kind: "restock" | "adjust"; delta: number; reason: string };

/** Sent again with the same key it answers the same and moves nothing more. */
export function moveStock(product_id: string, move: StockMove, key: string): Promise<Product> {
  const params = { path: { product_id }, header: { "Idempotency-Key": key } };
  const { kind, delta, reason } = move;
  if (kind === "adjust")
    return read(api.POST("/api/products/{product_id}/adjust", { params, body: { delta, reason } }));
  return read(api.POST("/api/products/{product_id}/restock", { params, body: { quantity: delta, reason } }));
}

/** Adds a picture behind the others. Sent again it changes nothing. */
export function addPicture(productId: string, file: File, onProgress: Progress): Promise<Product> {
  return sendFile<Product>(`/api/products/${productId}/images`, file, onProgress);
}
