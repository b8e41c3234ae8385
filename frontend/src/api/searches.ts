import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { SearchReportQuery } from "./types";

export function searchReportQuery(query: SearchReportQuery) {
  return queryOptions({
    queryKey: ["me", "admin", "searches", query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/searches", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
