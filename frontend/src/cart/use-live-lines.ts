import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { CartLine } from "@/api/types";
import { totalOf } from "@/lib/money";
import { stocks, useConnection, watches } from "@/live/live";
import { serverCart } from "./server-cart";

/** The lines with their stock as it is now. A new price, or being on sale or not, asks the server for the cart anew. */
export function useLiveLines(lines: readonly CartLine[]): CartLine[] {
  const ids = lines.map((line) => line.product_id).join(" ");
  const up = useConnection() === "up";
  useWatched(ids);
  useAskAnew(lines);
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

/** The live connection tells that a line is out of date; what it is now, only the cart itself says. */
function useAskAnew(lines: readonly CartLine[]): void {
  const queries = useQueryClient();
  const doubts = lines.filter(isDoubtful).map(newsOf).join();
  useEffect(() => {
    if (doubts !== "") void queries.invalidateQueries({ queryKey: serverCart.queryKey });
  }, [queries, doubts]);
}

function isDoubtful({ product_id, price, available }: CartLine): boolean {
  const details = stocks.detailsOf(product_id);
  const stock = stocks.stockOf(product_id)?.stock ?? 0;
  if (details && details.price !== price) return true;
  const buyable = stock > 0 && details?.status !== "disabled" && details?.status !== "deleted";
  return available !== buyable && stocks.stockOf(product_id) !== undefined;
}

function newsOf({ product_id }: CartLine): string {
  return `${product_id} ${stocks.stockOf(product_id)?.seq} ${stocks.detailsOf(product_id)?.updated_at}`;
}

function split(ids: string): string[] {
  return ids === "" ? [] : ids.split(" ");
}
