import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Order, OrderInput, OrderQuery } from "./types";

/** All that is known of orders begins with this key. */
export const ordersKey = ["me", "orders"];

export function myOrdersQuery(query: OrderQuery) {
  return queryOptions({
    queryKey: [...ordersKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/orders/my-orders", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

export function orderQuery(order_id: string) {
  return queryOptions({
    queryKey: [...ordersKey, "one", order_id],
    queryFn: ({ signal }) =>
      read(api.GET("/api/orders/{order_id}", { params: { path: { order_id } }, signal })),
  });
}

/** Sent again with the same key and body it answers the same and buys nothing more. */
export function placeOrder(body: OrderInput, key: string, signal: AbortSignal): Promise<Order> {
  return read(api.POST("/api/orders/", { params: { header: { "Idempotency-Key": key } }, body, signal }));
}

export function cancelOrder(order_id: string, key: string): Promise<Order> {
  return read(
    api.POST("/api/orders/{order_id}/cancel", {
      params: { path: { order_id }, header: { "Idempotency-Key": key } },
    }),
  );
}
