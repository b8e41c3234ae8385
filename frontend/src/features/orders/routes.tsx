import type { RouteObject } from "react-router";

export const orderRoutes: RouteObject[] = [
  { path: "orders", lazy: async () => ({ Component: (await import("./orders-page")).OrdersPage }) },
  { path: "orders/:orderId", lazy: async () => ({ Component: (await import("./order-page")).OrderPage }) },
];
