import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminUsersRoutes: RouteObject[] = [
  { path: "users", lazy: async () => ({ Component: (await import("./users-page")).UsersPage }) },
  { path: "users/:userId", lazy: async () => ({ Component: (await import("./user-page")).UserPage }) },
];
