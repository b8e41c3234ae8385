import { queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import { unreachable } from "./problem";

const every_ms = 1_000;
// The answer is promised in a second and a half, whatever is down.
const patience_ms = 5_000;

/** Asked once a second while the page can be seen. What was answered last stays when no answer comes. */
export const systemHealthQuery = queryOptions({
  queryKey: ["me", "admin", "health"],
  queryFn: async ({ signal }) => {
    const late = AbortSignal.timeout(patience_ms);
    try {
      return await read(api.GET("/api/admin/health", { signal: AbortSignal.any([signal, late]) }));
    } catch (cause) {
      throw late.aborted && !signal.aborted ? unreachable(cause) : cause;
    }
  },
  refetchInterval: every_ms,
  staleTime: 0,
  retry: false,
});
