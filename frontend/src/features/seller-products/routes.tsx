import type { RouteObject } from "react-router";

/** Below `/seller`. */
export const sellerProductsRoutes: RouteObject[] = [
  { path: "products", lazy: async () => ({ Component: (await import("./products-page")).ProductsPage }) },
  // "new" is one of them, so that a product may get its address while its pictures are still being sent
  {
    path: "products/:productId",
    lazy: async () => ({ Component: (await import("./product-page")).ProductPage }),
  },
];
