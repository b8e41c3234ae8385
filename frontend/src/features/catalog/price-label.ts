import { formatShortestPrice } from "@/lib/money";

/** A span of prices in words, both bounds included; null: no bound. "Under $30", "$30 to $74.99", "$1,000 and up". */
export function priceLabel(min: number | null, max: number | null): string {
  if (min === null && max === null) return "Any price";
  if (max === null) return `${formatShortestPrice(min ?? 0)} and up`;
  if (min !== null) return `${formatShortestPrice(min)} to ${formatShortestPrice(max)}`;
  const next_cents = Math.round(max * 100) + 1;
  return next_cents % 100 === 0
    ? `Under ${formatShortestPrice(next_cents / 100)}`
    : `Up to ${formatShortestPrice(max)}`;
}
