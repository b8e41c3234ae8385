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
export type Click = Input<"/api/products/{product_id}/clicks", "post">;
export type Suggestions = Answer<"/api/products/suggest", "get">;
export type Categories = Answer<"/api/products/categories", "get">;
export type MyProductQuery = NonNullable<paths["/api/products/my-products"]["get"]["parameters"]["query"]>;
export type ProductInput = Input<"/api/products/", "post">;
export type ProductChanges = Input<"/api/products/{product_id}", "put">;

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
export type SalesQuery = NonNullable<paths["/api/orders/seller-orders"]["get"]["parameters"]["query"]>;
export type Settlement = Input<"/api/orders/{order_id}/status", "put">;
export type Pickups = Answer<"/api/orders/pickups", "get">;
export type PickupsQuery = NonNullable<paths["/api/orders/pickups"]["get"]["parameters"]["query"]>;
export type Purchase = Answer<"/api/orders/buyers", "get">["items"][number];
export type PurchasesQuery = NonNullable<paths["/api/orders/buyers"]["get"]["parameters"]["query"]>;
export type MarketOrdersQuery = NonNullable<paths["/api/admin/orders"]["get"]["parameters"]["query"]>;

type StockPath = "/api/products/{product_id}";
export type StockHistory = Answer<`${StockPath}/stock-history`, "get">;
export type StockLogPage = Answer<`${StockPath}/inventory-logs`, "get">;
export type StockRow = StockLogPage["items"][number];
export type StockLogQuery = NonNullable<paths[`${StockPath}/inventory-logs`]["get"]["parameters"]["query"]>;
export type StockFilter = NonNullable<
  paths[`${StockPath}/inventory-logs/export`]["get"]["parameters"]["query"]
>;
export type BulkEdit = Answer<"/api/products/bulk-edit", "post">;
export type BulkChange = BulkEdit["changes"][number];
export type BadLine = BulkEdit["errors"][number];

export type SellerAnalytics = Answer<"/api/analytics/seller", "get">;
export type AdminDashboard = Answer<"/api/admin/dashboard", "get">;
export type SystemHealth = Answer<"/api/admin/health", "get">;
export type PeriodQuery = NonNullable<paths["/api/admin/dashboard"]["get"]["parameters"]["query"]>;

export type NotificationPage = Answer<"/api/notifications/", "get">;
export type Notification = NotificationPage["items"][number];
export type NotificationQuery = NonNullable<paths["/api/notifications/"]["get"]["parameters"]["query"]>;
export type NotificationSettings = Answer<"/api/notifications/settings", "get">;
export type NotificationKind = NotificationSettings["kinds"][number]["kind"];

export type UserPage = Answer<"/api/admin/users", "get">;
/** A user as admins see them in the list. */
export type ListedUser = UserPage["items"][number];
export type UserDetail = Answer<"/api/admin/users/{user_id}", "get">;
export type UserQuery = NonNullable<paths["/api/admin/users"]["get"]["parameters"]["query"]>;

export type ModeratedPage = Answer<"/api/admin/products", "get">;
/** A product as admins see it. */
export type ModeratedProduct = ModeratedPage["items"][number];
export type ModerationQuery = NonNullable<paths["/api/admin/products"]["get"]["parameters"]["query"]>;

type SearchesPath = "/api/admin/searches";
export type SearchReport = Answer<SearchesPath, "get">;
export type SearchedText = SearchReport["items"][number];
export type SearchReportQuery = NonNullable<paths[SearchesPath]["get"]["parameters"]["query"]>;

type SynonymsPath = "/api/admin/synonyms";
export type SynonymPage = Answer<SynonymsPath, "get">;
export type SynonymGroup = SynonymPage["items"][number];
export type SynonymQuery = NonNullable<paths[SynonymsPath]["get"]["parameters"]["query"]>;
export type SynonymImport = Input<`${SynonymsPath}/import`, "post">;
export type SynonymImportResult = Answer<`${SynonymsPath}/import`, "post">;
export type PreviewInput = Input<`${SynonymsPath}/preview`, "post">;
export type SearchPreview = Answer<`${SynonymsPath}/preview`, "post">;
export type Ranking = SearchPreview["before"];
export type RankedProduct = Ranking["items"][number];

export type AuditPage = Answer<"/api/admin/audit", "get">;
export type AuditRow = AuditPage["items"][number];
export type AuditAction = AuditRow["action"];
export type AuditQuery = NonNullable<paths["/api/admin/audit"]["get"]["parameters"]["query"]>;

export type ReportPage = Answer<"/api/admin/reports", "get">;
export type Report = ReportPage["items"][number];
export type ReportQuery = NonNullable<paths["/api/admin/reports"]["get"]["parameters"]["query"]>;
export type ReportClosing = Input<"/api/admin/reports/{report_id}/close", "post">;
export type ReportOutcome = ReportClosing["outcome"];

type TalkPath = "/api/messages/{user_id}";
export type ConversationPage = Answer<"/api/messages/", "get">;
export type Conversation = Answer<`${TalkPath}/conversation`, "get">;
export type Person = Conversation["user"];
export type MessagePage = Answer<TalkPath, "get">;
export type Message = MessagePage["items"][number];
export type MessageInput = Input<TalkPath, "post">;
/** What a message is about. */
export type About = NonNullable<Message["about"]>;
export type FoundMessage = Answer<"/api/messages/search", "get">["items"][number];
