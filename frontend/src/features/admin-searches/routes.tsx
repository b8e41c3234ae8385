import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminSearchRoutes: RouteObject[] = [
  { path: "searches", lazy: async () => ({ Component: (await import("./searches-page")).SearchesPage }) },
];
