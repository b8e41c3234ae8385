import type { RouteObject } from "react-router";

export const authRoutes: RouteObject[] = [
  { path: "login", lazy: async () => ({ Component: (await import("./login-page")).LoginPage }) },
  { path: "register", lazy: async () => ({ Component: (await import("./register-page")).RegisterPage }) },
];
