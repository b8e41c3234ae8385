import { createBrowserRouter, type RouteObject } from "react-router";
import { PageSkeleton } from "@/components/ui/skeleton";
import { accountRoutes } from "@/features/account/routes";
import { adminAuditRoutes } from "@/features/admin-audit/routes";
import { adminDashboardRoutes } from "@/features/admin-dashboard/routes";
import { adminHealthRoutes } from "@/features/admin-health/routes";
import { adminOrderRoutes } from "@/features/admin-orders/routes";
import { adminProductsRoutes } from "@/features/admin-products/routes";
import { adminReportRoutes } from "@/features/admin-reports/routes";
import { adminSearchRoutes } from "@/features/admin-searches/routes";
import { adminSynonymRoutes } from "@/features/admin-synonyms/routes";
import { adminUsersRoutes } from "@/features/admin-users/routes";
import { apiDocsRoutes } from "@/features/api-docs/routes";
import { authRoutes } from "@/features/auth/routes";
import { cartRoutes } from "@/features/cart/routes";
import { catalogRoutes } from "@/features/catalog/routes";
import { checkoutRoutes } from "@/features/checkout/routes";
import { messageRoutes } from "@/features/messages/routes";
import { alertRoutes, sellerAlertRoutes } from "@/features/notifications/routes";
import { orderRoutes } from "@/features/orders/routes";
import { productRoutes } from "@/features/product/routes";
import { sellerOrderRoutes } from "@/features/seller-orders/routes";
import { sellerOverviewRoutes } from "@/features/seller-overview/routes";
import { sellerProductsRoutes } from "@/features/seller-products/routes";
import { sellerStockRoutes } from "@/features/seller-stock/routes";
import { ErrorPage } from "./error-page";
import { Layout } from "./layout";

const notFound: RouteObject = {
  path: "*",
  lazy: async () => ({ Component: (await import("./not-found-page")).NotFoundPage }),
};

/** Below `/seller`. A feature's paths are relative: `products/:productId`. */
const sellerPages: RouteObject[] = [
  ...sellerProductsRoutes,
  ...sellerStockRoutes,
  ...sellerOverviewRoutes,
  ...sellerAlertRoutes,
  ...sellerOrderRoutes,
];

/** Below `/admin`. */
const adminPages: RouteObject[] = [
  ...adminOrderRoutes,
  ...adminDashboardRoutes,
  ...adminHealthRoutes,
  ...adminUsersRoutes,
  ...adminProductsRoutes,
  ...adminReportRoutes,
  ...adminSearchRoutes,
  ...adminSynonymRoutes,
  ...adminAuditRoutes,
];

/** A page that breaks, or does not exist, leaves the dashboard's navigation in place. */
function inShell(pages: RouteObject[]): RouteObject[] {
  return [{ errorElement: <ErrorPage />, children: [...pages, notFound] }];
}

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
          ...alertRoutes,
          ...messageRoutes,
          ...apiDocsRoutes,
          {
            path: "seller",
            lazy: async () => ({ Component: (await import("./seller-shell")).SellerShell }),
            children: inShell(sellerPages),
          },
          {
            path: "admin",
            lazy: async () => ({ Component: (await import("./admin-shell")).AdminShell }),
            children: inShell(adminPages),
          },
          notFound,
        ],
      },
    ],
  },
]);
