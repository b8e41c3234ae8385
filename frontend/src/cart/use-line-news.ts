import { useEffect, useState } from "react";
import type { CartLine } from "@/api/types";
import { type LineNews, type LineNow, newsOf, seenAs } from "./line-news";
import { type SeenLines, seenLines } from "./seen-lines";

export interface ShownNews {
  /** How the line differs from how the shopper knew it when the page was opened. */
  of: (line: CartLine) => LineNews[];
  /** The shopper agrees to the line's price. */
  accept: (line: CartLine) => void;
}

/** What is new about the lines of a page; by being shown here it is no news any more elsewhere. */
export function useLineNews(lines: readonly CartLine[]): ShownNews {
  const [known, setKnown] = useState<SeenLines>(seenLines.get);
  const now = withTroubles(known, lines);
  if (now !== known) setKnown(now);
  useEffect(() => {
    for (const line of lines) seenLines.see(line.product_id, nowOf(line), line.quantity);
  }, [lines]);
  return {
    of: (line) => {
      const seen = now.get(line.product_id);
      return seen ? newsOf(seen, nowOf(line), line.quantity) : [];
    },
    accept: (line) =>
      setKnown((before) => {
        const seen = before.get(line.product_id);
        return seen ? new Map(before).set(line.product_id, { ...seen, price: line.price }) : before;
      }),
  };
}

/** Adds what is new on the page, and which lines cannot be bought just now: their return will be news. */
function withTroubles(known: SeenLines, lines: readonly CartLine[]): SeenLines {
  const changed = lines.flatMap((line) => {
    const before = known.get(line.product_id);
    const now = seenAs(before, nowOf(line), line.quantity);
    if (!before) return [[line.product_id, now] as const];
    const gone = now.state === "off-sale" || now.state === "sold-out";
    const next = { price: before.price ?? now.price, state: gone ? now.state : before.state };
    const same = next.price === before.price && next.state === before.state;
    return same ? [] : [[line.product_id, next] as const];
  });
  return changed.length === 0 ? known : new Map([...known, ...changed]);
}

function nowOf({ price, stock, off_sale_reason }: CartLine): LineNow {
  return { price, stock, onSale: off_sale_reason === null };
}
