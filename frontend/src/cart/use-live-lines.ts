import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useSyncExternalStore } from "react";
import type { CartLine } from "@/api/types";
import { totalOf } from "@/lib/money";
import { stocks, useConnection, watches } from "@/live/live";
import { serverCart } from "./server-cart";

/** The lines with their stock as it is now. A change of price or of being on sale asks the server for the cart anew. */
export function useLiveLines(lines: readonly CartLine[]): CartLine[] {
  const ids = lines.map((line) => line.product_id).join(" ");
  const up = useConnection() === "up";
  useWatched(ids);
  useAskAnew(ids, lines);
  // Without a connection the last event may be older than what the server has answered since.
  if (!up) return [...lines];
  return lines.map((line) => ({ ...line, stock: stocks.stockOf(line.product_id)?.stock ?? line.stock }));
}

/** What the lines cost together; what cannot be bought any more does not count. */
export function totalOfLines(lines: readonly CartLine[]): number {
  return totalOf(lines.filter((line) => line.available && line.stock > 0));
}

function useWatched(ids: string): void {
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = split(ids).map((id) => stocks.subscribe(id, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [ids],
  );
  useSyncExternalStore(subscribe, () =>
    split(ids)
      .map((id) => `${stocks.stockOf(id)?.seq} ${stocks.detailsOf(id)?.updated_at}`)
      .join(),
  );
  useEffect(() => {
    const releases = split(ids).map((id) => watches.hold(id));
    return () => {
      for (const release of releases) release();
    };
  }, [ids]);
}

/** Live stock says how many there are; whether and at what price they are sold, only the cart itself says. */
function useAskAnew(ids: string, lines: readonly CartLine[]): void {
  const queries = useQueryClient();
  const news = split(ids)
    .map((id) => stocks.detailsOf(id)?.updated_at)
    .join();
  const doubtful = lines
    .filter((line) => !line.available && (stocks.stockOf(line.product_id)?.stock ?? 0) > 0)
    .map((line) => line.product_id)
    .join();
  const known = useRef({ ids, news, doubtful: "" });
  useEffect(() => {
    const before = known.current;
    known.current = { ids, news, doubtful };
    if ((before.ids === ids && before.news !== news) || (doubtful !== "" && before.doubtful !== doubtful))
      void queries.invalidateQueries({ queryKey: serverCart.queryKey });
  }, [queries, ids, news, doubtful]);
}

function split(ids: string): string[] {
  return ids === "" ? [] : ids.split(" ");
}
