import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { ModeratedProduct, ModerationQuery } from "./types";

/** All that an admin knows of products begins with this key. */
export const moderationKey = ["me", "admin", "products"];

export function moderationQuery(query: ModerationQuery) {
  return queryOptions({
    queryKey: [...moderationKey, query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/products", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function disableProduct(product_id: string, reason: string): Promise<ModeratedProduct> {
  const params = { path: { product_id } };
  return read(api.PUT("/api/admin/products/{product_id}/disable", { params, body: { reason } }));
}

export function enableProduct(product_id: string): Promise<ModeratedProduct> {
  return read(api.PUT("/api/admin/products/{product_id}/enable", { params: { path: { product_id } } }));
}

/** `changed_at` is that of the product as it was looked at. */
export function reviewProduct(product_id: string, changed_at: string): Promise<ModeratedProduct> {
  const params = { path: { product_id } };
  return read(api.PUT("/api/admin/products/{product_id}/review", { params, body: { changed_at } }));
}
