import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminAuditRoutes: RouteObject[] = [
  { path: "audit", lazy: async () => ({ Component: (await import("./audit-page")).AuditPage }) },
];
