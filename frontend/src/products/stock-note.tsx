import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { fewLeft } from "@/config/limits";

/** "Sold out", "Only 3 left" or "24 in stock". Glows for a moment when the number changes. */
export function StockNote({ stock }: { stock: number }) {
  const changes = useChanges(stock);
  return (
    <span key={changes} className={changes > 0 ? "inline-flex animate-flash rounded-full" : "inline-flex"}>
      <StockBadge stock={stock} />
    </span>
  );
}

function StockBadge({ stock }: { stock: number }) {
  if (stock <= 0) return <Badge tone="danger">Sold out</Badge>;
  if (stock <= fewLeft) return <Badge tone="accent">Only {stock} left</Badge>;
  return (
    <span className="inline-flex items-center gap-2 py-0.5 text-good text-sm tabular-nums">
      <span aria-hidden className="size-2 rounded-full bg-good" />
      {stock.toLocaleString("en-US")} in stock
    </span>
  );
}

/** How often the value has changed since the component appeared. */
function useChanges(value: number): number {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value === value) return seen.changes;
  setSeen({ value, changes: seen.changes + 1 });
  return seen.changes + 1;
}
