import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Click, ProductQuery } from "./types";

export function productsQuery(query: ProductQuery) {
  return queryOptions({
    queryKey: ["products", query],
    queryFn: ({ signal }) => read(api.GET("/api/products/", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function productQuery(productId: string) {
  return queryOptions({
    queryKey: ["product", productId],
    queryFn: ({ signal }) =>
      read(api.GET("/api/products/{product_id}", { params: { path: { product_id: productId } }, signal })),
  });
}

export function topSellingQuery(limit: number) {
  return queryOptions({
    queryKey: ["products", "top-selling", limit],
    queryFn: ({ signal }) =>
      read(api.GET("/api/products/top-selling", { params: { query: { limit } }, signal })),
    staleTime: 60_000,
  });
}

export const categoriesQuery = queryOptions({
  queryKey: ["categories"],
  queryFn: ({ signal }) => read(api.GET("/api/products/categories", { signal })),
  staleTime: 5 * 60_000,
});

/** From how many characters on there are suggestions. */
export const suggestionsFrom = 2;

/**
 * How a text of at least `suggestionsFrom` characters could go on. Until that is known, it is what was suggested for a
 * shorter or longer one.
 */
export function suggestQuery(text: string) {
  return queryOptions({
    queryKey: ["suggest", text],
    queryFn: ({ signal }) =>
      read(api.GET("/api/products/suggest", { params: { query: { q: text } }, signal })),
    placeholderData: (before, query) => (query && isContinued(query.queryKey[1], text) ? before : undefined),
    staleTime: 60_000,
    retry: false,
  });
}

export function similarQuery(productId: string, limit: number) {
  return queryOptions({
    queryKey: ["products", "similar", productId, limit],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/products/{product_id}/similar", {
          params: { path: { product_id: productId }, query: { limit } },
          signal,
        }),
      ),
    staleTime: 60_000,
  });
}

/** Says what was chosen of what a search found. It is sent to its end even when the page is left. */
export function countClick(product_id: string, body: Click): Promise<unknown> {
  const params = { path: { product_id } };
  return read(api.POST("/api/products/{product_id}/clicks", { params, body, keepalive: true }));
}

function isContinued(one: string | undefined, other: string): boolean {
  if (!one || other.length < suggestionsFrom) return false;
  return one.startsWith(other) || other.startsWith(one);
}
