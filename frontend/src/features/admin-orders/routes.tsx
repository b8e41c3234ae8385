import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminOrderRoutes: RouteObject[] = [
  {
    path: "orders",
    lazy: async () => ({ Component: (await import("./market-orders-page")).MarketOrdersPage }),
  },
];
