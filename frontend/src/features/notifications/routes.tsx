import type { RouteObject } from "react-router";

/** Below `/seller`. */
export const sellerAlertRoutes: RouteObject[] = [
  { path: "alerts", lazy: async () => ({ Component: (await import("./alerts-page")).AlertsPage }) },
];

export const alertRoutes: RouteObject[] = [
  { path: "alerts", lazy: async () => ({ Component: (await import("./alerts-page")).OwnAlertsPage }) },
];
