import { type DefaultError, keepPreviousData, type QueryKey, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { AdminDashboard, PeriodQuery, SellerAnalytics } from "./types";

/** All figures of the signed-in seller begin with this key. */
export const sellerFiguresKey = ["me", "seller", "figures"];
/** All figures of the market, for admins. */
export const marketFiguresKey = ["me", "admin", "figures"];

export function sellerFiguresQuery(query: PeriodQuery) {
  return queryOptions<SellerAnalytics, DefaultError, SellerAnalytics, QueryKey>({
    queryKey: [...sellerFiguresKey, query],
    queryFn: ({ signal }) => read(api.GET("/api/analytics/seller", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function marketFiguresQuery(query: PeriodQuery) {
  return queryOptions<AdminDashboard, DefaultError, AdminDashboard, QueryKey>({
    queryKey: [...marketFiguresKey, query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/dashboard", { params: { query }, signal })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
