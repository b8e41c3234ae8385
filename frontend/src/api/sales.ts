import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { MarketOrdersQuery, Order, PickupsQuery, PurchasesQuery, SalesQuery, Settlement } from "./types";

/** All that a seller knows of their orders begins with this key. */
export const salesKey = ["me", "seller", "orders"];
/** The orders of the market, for admins. */
export const marketOrdersKey = ["me", "admin", "orders"];

export function salesQuery(query: SalesQuery) {
  return queryOptions({
    queryKey: [...salesKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/orders/seller-orders", { params: { query }, signal })),
  });
}

export function saleQuery(order_id: string) {
  return queryOptions({
    queryKey: [...salesKey, "one", order_id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/orders/seller-orders/{order_id}", { params: { path: { order_id } }, signal })),
  });
}

export function pickupsQuery(query: PickupsQuery) {
  return queryOptions({
    queryKey: [...salesKey, "pickups", query],
    queryFn: ({ signal }) => read(api.GET("/api/orders/pickups", { params: { query }, signal })),
  });
}

export function purchasesQuery(query: PurchasesQuery) {
  return queryOptions({
    queryKey: [...salesKey, "buyers", query],
    queryFn: ({ signal }) => read(api.GET("/api/orders/buyers", { params: { query }, signal })),
  });
}

/** Once settled, asking for the same again changes nothing. */
export function settleSale(order_id: string, body: Settlement): Promise<Order> {
  return read(api.PUT("/api/orders/{order_id}/status", { params: { path: { order_id } }, body }));
}

export function marketOrdersQuery(query: MarketOrdersQuery) {
  return queryOptions({
    queryKey: [...marketOrdersKey, query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/orders", { params: { query }, signal })),
  });
}

export function cancelMarketOrder(order_id: string, reason: string, key: string): Promise<Order> {
  return read(
    api.POST("/api/admin/orders/{order_id}/cancel", {
      params: { path: { order_id }, header: { "Idempotency-Key": key } },
      body: { reason },
    }),
  );
}
