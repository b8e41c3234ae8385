import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { AuditQuery } from "./types";

export function auditQuery(query: AuditQuery) {
  return queryOptions({
    queryKey: ["me", "admin", "audit", query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/audit", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}
