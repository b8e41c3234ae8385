import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { fetchMessages } from "@/api/messages";
import { changeThread, threadKey } from "./caches";
import { type Thread, withOlder } from "./thread";

const atOnce = 30;
const atOnceOnTheWay = 100;
const pagesAtMost = 50;

/** Loads what is further up: one page, or everything up to a `seq`. */
export function useOlder(peer: string) {
  const queries = useQueryClient();
  const { mutateAsync, isPending, isError } = useMutation({
    // One at a time, or the same page would come twice.
    scope: { id: `older-${peer}` },
    mutationFn: async (to: number | null) => {
      for (let page = 0; page < pagesAtMost; page += 1) {
        const thread = queries.getQueryData<Thread>(threadKey(peer));
        const before = thread?.messages[0]?.seq;
        if (!thread || thread.whole || before === undefined || (to !== null && before <= to)) return;
        const limit = to === null ? atOnce : atOnceOnTheWay;
        const older = await fetchMessages(peer, { limit, before });
        changeThread(queries, peer, (known) => withOlder(known, older));
        if (to === null) return;
      }
    },
  });
  const loadOlder = useCallback((to: number | null) => mutateAsync(to).catch(() => undefined), [mutateAsync]);
  return { loadOlder, isLoading: isPending, failed: isError };
}
