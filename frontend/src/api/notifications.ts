import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { NotificationKind, NotificationQuery, NotificationSettings } from "./types";

/** All that is known of notifications begins with this key. */
export const notificationsKey = ["me", "notifications"];

export function notificationsQuery(query: NotificationQuery) {
  return queryOptions({
    queryKey: [...notificationsKey, "list", query],
    queryFn: ({ signal }) => read(api.GET("/api/notifications/", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** How many the user has not read yet. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, "unread"],
  queryFn: async ({ signal }) => {
    const query = { unread: true, limit: 1 };
    return (await read(api.GET("/api/notifications/", { params: { query }, signal }))).total;
  },
});

/** Those named, or all that there are. */
export function markRead(ids: string[] | "all"): Promise<{ updated: number }> {
  return read(api.POST("/api/notifications/read", { body: ids === "all" ? { all: true } : { ids } }));
}

/** Those named count as unread again. */
export function markUnread(ids: string[]): Promise<{ updated: number }> {
  return read(api.POST("/api/notifications/unread", { body: { ids } }));
}

/** Which kinds the user wants to hear of. */
export const notificationSettingsQuery = queryOptions({
  queryKey: [...notificationsKey, "settings"],
  queryFn: ({ signal }) => read(api.GET("/api/notifications/settings", { signal })),
});

/** All kinds but those in `muted` are on. */
export function muteKinds(muted: NotificationKind[]): Promise<NotificationSettings> {
  return read(api.PUT("/api/notifications/settings", { body: { muted } }));
}
