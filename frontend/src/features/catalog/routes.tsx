import type { RouteObject } from "react-router";

const lazy = async () => ({ Component: (await import("./catalog-page")).CatalogPage });

export const catalogRoutes: RouteObject[] = [
  { index: true, lazy },
  { path: "products", lazy },
];
