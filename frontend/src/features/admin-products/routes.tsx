import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminProductsRoutes: RouteObject[] = [
  {
    path: "products",
    lazy: async () => ({ Component: (await import("./moderation-page")).ModerationPage }),
  },
];
