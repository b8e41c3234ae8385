import { queryOptions } from "@tanstack/react-query";
import { api, read } from "@/api/client";
import type { StockFilter, StockLogQuery } from "@/api/types";

export type StockPeriod = Pick<StockFilter, "from" | "to">;

export function stockLogKey(productId: string) {
  return ["me", "seller", "stock-log", productId] as const;
}

export function stockLogQuery(productId: string, query: StockLogQuery) {
  return queryOptions({
    queryKey: [...stockLogKey(productId), "rows", query],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/products/{product_id}/inventory-logs", {
          params: { path: { product_id: productId }, query },
          signal,
        }),
      ),
  });
}

export function stockHistoryQuery(productId: string, query: StockPeriod) {
  return queryOptions({
    queryKey: [...stockLogKey(productId), "history", query],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/products/{product_id}/stock-history", {
          params: { path: { product_id: productId }, query },
          signal,
        }),
      ),
  });
}

export function readStockLogFile(productId: string, query: StockFilter): Promise<Blob> {
  return read(
    api.GET("/api/products/{product_id}/inventory-logs/export", {
      params: { path: { product_id: productId }, query },
      parseAs: "blob",
    }),
  );
}

export function readProductsFile(query: {
  format: "jsonl" | "csv";
  columns?: "all" | "edit";
}): Promise<Blob> {
  return read(api.GET("/api/products/export", { params: { query }, parseAs: "blob" }));
}
