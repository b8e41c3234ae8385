import { useCallback, useEffect, useSyncExternalStore } from "react";
import { stocks, watches } from "./live";

/**
 * Watches products for as long as they are shown. What `look` finds about them is answered, and looked for again
 * whenever the gateway tells of one; without it, everything that is told shows them anew.
 */
export function useWatched(productIds: readonly string[], look?: () => string): string {
  const ids = productIds.join(" ");
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = split(ids).map((id) => stocks.subscribe(id, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [ids],
  );
  useEffect(() => {
    const releases = split(ids).map((id) => watches.hold(id));
    return () => {
      for (const release of releases) release();
    };
  }, [ids]);
  return useSyncExternalStore(subscribe, look ?? (() => split(ids).map(newsOf).join()));
}

function newsOf(id: string): string {
  return `${stocks.stockOf(id)?.seq} ${stocks.detailsOf(id)?.updated_at}`;
}

function split(ids: string): string[] {
  return ids === "" ? [] : ids.split(" ");
}
