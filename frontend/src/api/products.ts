import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { ProductQuery } from "./types";

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
