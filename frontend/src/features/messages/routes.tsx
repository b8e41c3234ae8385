import type { RouteObject } from "react-router";

export const messageRoutes: RouteObject[] = [
  {
    path: "messages",
    lazy: async () => ({ Component: (await import("./messages-page")).MessagesPage }),
    children: [
      { index: true, lazy: async () => ({ Component: (await import("./no-thread")).NoThread }) },
      { path: ":userId", lazy: async () => ({ Component: (await import("./thread-page")).ThreadPage }) },
    ],
  },
];
