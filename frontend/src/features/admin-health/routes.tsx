import type { RouteObject } from "react-router";

export const adminHealthRoutes: RouteObject[] = [
  { path: "health", lazy: async () => ({ Component: (await import("./health-page")).HealthPage }) },
];
