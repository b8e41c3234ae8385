import type { RouteObject } from "react-router";

export const catalogRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import("./home-page")).HomePage }) },
  { path: "products", lazy: async () => ({ Component: (await import("./catalog-page")).CatalogPage }) },
];
