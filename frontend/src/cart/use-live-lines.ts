import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { productQuery } from "@/api/products";
import type { CartLine } from "@/api/types";
import { totalOf } from "@/lib/money";
import { stocks, useConnection } from "@/live/live";
import { useWatched } from "@/live/use-watched";
import { serverCart } from "./server-cart";

const askAgain_ms = 3_000;

/** The lines with their stock as it is now. A new price, or being on sale or not, asks the server for the cart anew. */
export function useLiveLines(lines: readonly CartLine[]): CartLine[] {
  const up = useConnection() === "up";
  useWatched(lines.map(({ product_id }) => product_id));
  useAskAnew(lines);
  // Without a connection the last event may be older than what the server has answered since.
  if (!up) return [...lines];
  return lines.map((line) => ({ ...line, stock: stocks.stockOf(line.product_id)?.stock ?? line.stock }));
}

/** What the lines cost together; what cannot be bought any more does not count. */
export function totalOfLines(lines: readonly CartLine[]): number {
  return totalOf(lines.filter((line) => line.available && line.stock > 0));
}

/** The live connection tells that a line is out of date; what it is now, only the server says. */
function useAskAnew(lines: readonly CartLine[]): void {
  const queries = useQueryClient();
  const doubtful = lines.filter(isDoubtful);
  const doubts = doubtful.map(newsOf).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `doubts` says which lines are doubtful, and why.
  useEffect(() => {
    if (doubts === "") return;
    const keys = [serverCart, ...doubtful.map(({ product_id }) => productQuery(product_id))];
    const ask = () => {
      for (const { queryKey } of keys) void queries.invalidateQueries({ queryKey });
    };
    ask();
    // What visitors are answered may be some seconds old.
    const again = setTimeout(ask, askAgain_ms);
    return () => clearTimeout(again);
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
