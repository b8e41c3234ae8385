import type { RouteObject } from "react-router";

export const productRoutes: RouteObject[] = [
  {
    path: "products/:productId",
    lazy: async () => ({ Component: (await import("./product-page")).ProductPage }),
  },
];
