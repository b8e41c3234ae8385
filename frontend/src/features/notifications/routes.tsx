import type { RouteObject } from "react-router";

const pages: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./alerts-page")).AlertsPage }) },
  { path: "settings", lazy: async () => ({ Component: (await import("./settings-page")).SettingsPage }) },
];

/** Below `/seller`. */
export const sellerAlertRoutes: RouteObject[] = [{ path: "alerts", children: pages }];

export const alertRoutes: RouteObject[] = [
  {
    path: "alerts",
    lazy: async () => ({ Component: (await import("./own-alerts")).OwnAlerts }),
    children: pages,
  },
];
