import { createBrowserRouter } from "react-router";
import { PageSkeleton } from "@/components/ui/skeleton";
import { accountRoutes } from "@/features/account/routes";
import { apiDocsRoutes } from "@/features/api-docs/routes";
import { authRoutes } from "@/features/auth/routes";
import { cartRoutes } from "@/features/cart/routes";
import { catalogRoutes } from "@/features/catalog/routes";
import { checkoutRoutes } from "@/features/checkout/routes";
import { orderRoutes } from "@/features/orders/routes";
import { productRoutes } from "@/features/product/routes";
import { ErrorPage } from "./error-page";
import { Layout } from "./layout";

/** Each feature brings its routes, every page of them loaded lazily. */
export const router = createBrowserRouter([
  {
    element: <Layout />,
    errorElement: <ErrorPage />,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      {
        errorElement: <ErrorPage />,
        children: [
          ...catalogRoutes,
          ...productRoutes,
          ...authRoutes,
          ...cartRoutes,
          ...checkoutRoutes,
          ...orderRoutes,
          ...accountRoutes,
          ...apiDocsRoutes,
          { path: "*", lazy: async () => ({ Component: (await import("./not-found-page")).NotFoundPage }) },
        ],
      },
    ],
  },
]);
