import type { paths } from "./schema";

type Methods = "get" | "post" | "put" | "delete";

/** The JSON body that a successful call answers with. */
type Answer<P extends keyof paths, M extends Methods> =
  paths[P] extends Record<M, { responses: infer Responses }>
    ? Extract<Responses[keyof Responses & (200 | 201)], { content: unknown }>["content"] extends {
        "application/json": infer Body;
      }
      ? Body
      : never
    : never;

/** The JSON body that a call takes. */
type Input<P extends keyof paths, M extends Methods> =
  paths[P] extends Record<M, { requestBody?: infer Body }>
    ? Exclude<Body, undefined> extends { content: { "application/json": infer Json } }
      ? Json
      : never
    : never;

export type ProductPage = Answer<"/api/products/", "get">;
export type Product = Answer<"/api/products/{product_id}", "get">;
export type Facets = NonNullable<ProductPage["facets"]>;
export type ProductQuery = NonNullable<paths["/api/products/"]["get"]["parameters"]["query"]>;
export type ProductSort = NonNullable<ProductQuery["sort"]>;
export type Categories = Answer<"/api/products/categories", "get">;

export type Tokens = Answer<"/api/auth/login", "post">;
export type User = Tokens["user"];
export type Role = User["role"];
export type Registration = Input<"/api/auth/register", "post">;
export type Credentials = Input<"/api/auth/login", "post">;
export type PasswordChange = Input<"/api/auth/password", "put">;

export type Cart = Answer<"/api/cart", "get">;
export type CartLine = Cart["lines"][number];

export type Order = Answer<"/api/orders/{order_id}", "get">;
export type OrderPage = Answer<"/api/orders/my-orders", "get">;
export type OrderInput = Input<"/api/orders/", "post">;
export type OrderQuery = NonNullable<paths["/api/orders/my-orders"]["get"]["parameters"]["query"]>;
export type OrderStatus = Order["status"];
export type SalePage = Answer<"/api/orders/seller-orders", "get">;
/** An order as its seller sees it: with their own lines only. */
export type Sale = SalePage["items"][number];

export type SellerAnalytics = Answer<"/api/analytics/seller", "get">;
export type AdminDashboard = Answer<"/api/admin/dashboard", "get">;
export type SystemHealth = Answer<"/api/admin/health", "get">;
export type PeriodQuery = NonNullable<paths["/api/admin/dashboard"]["get"]["parameters"]["query"]>;

export type NotificationPage = Answer<"/api/notifications/", "get">;
export type Notification = NotificationPage["items"][number];
export type NotificationQuery = NonNullable<paths["/api/notifications/"]["get"]["parameters"]["query"]>;
