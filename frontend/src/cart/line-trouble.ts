import type { CartLine } from "@/api/types";

/** Where the server has not said more. */
export const noLongerOnSale = "No longer on sale.";

/** Why a line cannot be bought as it is; `left` is how many there are. */
export type LineTrouble =
  | { kind: "off-sale"; why: string }
  | { kind: "sold-out" }
  | { kind: "short"; left: number };

export function troubleOf(line: CartLine): LineTrouble | null {
  if (line.off_sale_reason !== null) return { kind: "off-sale", why: line.off_sale_reason };
  if (line.stock <= 0) return { kind: "sold-out" };
  if (line.quantity > line.stock) return { kind: "short", left: line.stock };
  return null;
}
