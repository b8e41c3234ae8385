import type { RouteObject } from "react-router";

/** Below `/admin`. */
export const adminSynonymRoutes: RouteObject[] = [
  { path: "synonyms", lazy: async () => ({ Component: (await import("./synonyms-page")).SynonymsPage }) },
];
