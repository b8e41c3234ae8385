import type { RouteObject } from "react-router";

/** Below `/seller`. */
export const sellerOrderRoutes: RouteObject[] = [
  { path: "orders", lazy: async () => ({ Component: (await import("./orders-page")).OrdersPage }) },
  {
    path: "orders/:orderId/slip",
    lazy: async () => ({ Component: (await import("./slip-page")).SlipPage }),
  },
  { path: "pickups", lazy: async () => ({ Component: (await import("./pickups-page")).PickupsPage }) },
  { path: "buyers", lazy: async () => ({ Component: (await import("./buyers-page")).BuyersPage }) },
];
