import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminReportRoutes: RouteObject[] = [
  { path: "reports", lazy: async () => ({ Component: (await import("./reports-page")).ReportsPage }) },
];
