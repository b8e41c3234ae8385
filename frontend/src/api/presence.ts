import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";

/** How the user appears to others. */
export const ownPresenceQuery = queryOptions({
  queryKey: ["me", "presence"],
  queryFn: ({ signal }) => read(api.GET("/api/presence/me", { signal })),
});

export function appearOffline(appear_offline: boolean) {
  return read(api.PUT("/api/presence/me", { body: { appear_offline } }));
}
