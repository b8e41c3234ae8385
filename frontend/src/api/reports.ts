import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Report, ReportClosing, ReportQuery } from "./types";

/** All that an admin knows of reports begins with this key. */
export const reportsKey = ["me", "admin", "reports"];

export function reportsQuery(query: ReportQuery) {
  return queryOptions({
    queryKey: [...reportsKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/admin/reports", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** How many reports wait for an admin. */
export const openReportsQuery = queryOptions({
  queryKey: [...reportsKey, "open"],
  queryFn: async ({ signal }) => {
    const query = { state: "open", limit: 1 } as const;
    return (await read(api.GET("/api/admin/reports", { params: { query }, signal }))).total;
  },
});

export function closeReport(report_id: string, body: ReportClosing): Promise<Report> {
  const params = { path: { report_id } };
  return read(api.POST("/api/admin/reports/{report_id}/close", { params, body }));
}
