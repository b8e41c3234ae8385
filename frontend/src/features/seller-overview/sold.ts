import type { Notification, Sale } from "@/api/types";
import { totalOf } from "@/lib/money";

/** One order, as far as it is this seller's. */
export interface Sold {
  order_id: string;
  first_item: string;
  units: number;
  amount: number;
  at: string;
  /** It came by event while the page was open. */
  live: boolean;
}

export type NewOrder = Pick<Notification, "data" | "created_at">;

export const soldAtMost = 8;

export function soldFromSale({ id, product_list, timestamp }: Sale): Sold {
  return {
    order_id: id,
    first_item: product_list[0]?.name ?? "",
    units: product_list.reduce((sum, { quantity }) => sum + quantity, 0),
    amount: totalOf(product_list),
    at: timestamp,
    live: false,
  };
}

export function soldFromEvent({ data, created_at }: NewOrder): Sold {
  return {
    order_id: String(data.order_id),
    first_item: String(data.first_item),
    units: Number(data.units),
    amount: Number(data.amount),
    at: created_at,
    live: true,
  };
}

/** The newest first. What came by event stays when a list that was asked for earlier does not have it yet. */
export function merged(loaded: readonly Sold[], shown: readonly Sold[]): Sold[] {
  const newest = loaded[0]?.at ?? "";
  const known = new Map(shown.map((sold) => [sold.order_id, sold]));
  const kept = shown.filter((sold) => sold.live && sold.at > newest);
  const rest = loaded
    .filter((sold) => !kept.some(({ order_id }) => order_id === sold.order_id))
    .map((sold) => ({ ...sold, live: known.get(sold.order_id)?.live ?? false }));
  return [...kept, ...rest].slice(0, soldAtMost);
}

/** A sale that was just told; told twice it is there once. */
export function withSold(shown: readonly Sold[], sold: Sold): Sold[] {
  if (shown.some(({ order_id }) => order_id === sold.order_id)) return [...shown];
  return [sold, ...shown].sort((a, b) => b.at.localeCompare(a.at)).slice(0, soldAtMost);
}
