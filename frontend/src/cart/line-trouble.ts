import type { CartLine } from "@/api/types";

/** Why a line cannot be bought as it is; `left` is how many there are. */
export type LineTrouble = { kind: "off-sale" } | { kind: "sold-out" } | { kind: "short"; left: number };

export function troubleOf(line: CartLine): LineTrouble | null {
  // Some are left, or nobody sells it: then it is not for want of stock that it cannot be bought.
  if (!line.available && (line.stock > 0 || line.seller_id === "")) return { kind: "off-sale" };
  if (line.stock <= 0) return { kind: "sold-out" };
  if (line.quantity > line.stock) return { kind: "short", left: line.stock };
  return null;
}
