import { useState } from "react";
import { Badge } from "@/components/ui/badge";

const fewAtMost = 5;

/** "Sold out", "Only 3 left" or, with `exact`, "24 in stock". Glows for a moment when the number changes. */
export function StockNote({ stock, exact = false }: { stock: number; exact?: boolean }) {
  const changes = useChanges(stock);
  return (
    <span key={changes} className={changes > 0 ? "inline-flex animate-flash rounded-full" : "inline-flex"}>
      <StockBadge stock={stock} exact={exact} />
    </span>
  );
}

function StockBadge({ stock, exact }: { stock: number; exact: boolean }) {
  if (stock <= 0) return <Badge tone="danger">Sold out</Badge>;
  if (stock <= fewAtMost) return <Badge tone="accent">Only {stock} left</Badge>;
  return <Badge tone="good">{exact ? `${stock} in stock` : "In stock"}</Badge>;
}

/** How often the value has changed since the component appeared. */
function useChanges(value: number): number {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (seen.value === value) return seen.changes;
  setSeen({ value, changes: seen.changes + 1 });
  return seen.changes + 1;
}
