import { useState } from "react";
import type { CartLine } from "@/api/types";

export interface PriceChange {
  from: number;
  to: number;
}

export interface SeenPrices {
  /** How the line's price differs from the one first shown, or last agreed to, on this page. */
  changeOf: (line: CartLine) => PriceChange | null;
  accept: (line: CartLine) => void;
}

/** Remembers at which price each line was first shown, so that a new one is never passed over in silence. */
export function useSeenPrices(lines: readonly CartLine[]): SeenPrices {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());
  const fresh = lines.filter((line) => line.available && !seen.has(line.product_id));
  if (fresh.length > 0) setSeen(withPrices(seen, fresh));
  return {
    changeOf: (line) => {
      const from = seen.get(line.product_id);
      return from === undefined || from === line.price || !line.available ? null : { from, to: line.price };
    },
    accept: (line) => setSeen((known) => withPrices(known, [line])),
  };
}

function withPrices(
  seen: ReadonlyMap<string, number>,
  lines: readonly CartLine[],
): ReadonlyMap<string, number> {
  return new Map([...seen, ...lines.map((line) => [line.product_id, line.price] as const)]);
}
