import type { RouteObject } from "react-router";

/** Below `/seller`. */
export const sellerOverviewRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./overview-page")).OverviewPage }) },
];
