import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminDashboardRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./dashboard-page")).DashboardPage }) },
];
