import { ApiProblem } from "@/api/problem";
import type { CartLine } from "@/api/types";
import { noLongerOnSale } from "@/cart/line-trouble";

/** What the server found to be different from what the page shows, about one product. */
export interface Refusal {
  product_id: string;
  stock?: number;
  price?: number;
  /** Why it is off sale. */
  offSale?: string;
}

/** Null: the problem is not about one of the products. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof ApiProblem)) return null;
  const product_id = error.members.product_id;
  if (typeof product_id !== "string") return null;
  const stock = error.numberMember("available_stock");
  if (stock !== null) return { product_id, stock };
  const price = error.numberMember("price");
  if (price !== null) return { product_id, price };
  const { reason } = error.members;
  return { product_id, offSale: typeof reason === "string" ? reason : noLongerOnSale };
}

/** The line as it is according to the server, also when its news has not come by the live connection yet. */
export function corrected(line: CartLine, refusal: Refusal | null): CartLine {
  if (refusal?.product_id !== line.product_id) return line;
  if (refusal.offSale) return { ...line, available: false, off_sale_reason: refusal.offSale };
  return {
    ...line,
    stock: Math.min(line.stock, refusal.stock ?? line.stock),
    price: refusal.price ?? line.price,
  };
}
