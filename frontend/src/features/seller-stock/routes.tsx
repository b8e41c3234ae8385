import type { RouteObject } from "react-router";

/** Below `/seller`. */
export const sellerStockRoutes: RouteObject[] = [
  {
    path: "products/:productId/log",
    lazy: async () => ({ Component: (await import("./log-page")).LogPage }),
  },
  { path: "products/bulk", lazy: async () => ({ Component: (await import("./bulk-page")).BulkPage }) },
  { path: "products/import", lazy: async () => ({ Component: (await import("./import-page")).ImportPage }) },
];
