import { fewLeft } from "@/config/limits";
import { formatPrice } from "@/lib/money";

/** How a product of the cart is; the price counts for as long as it is on sale. */
export interface LineNow {
  price: number;
  stock: number;
  onSale: boolean;
}

/** `low`: few are left, though enough for the cart. `short`: fewer than the cart has. */
export type LineState = "fine" | "low" | "short" | "sold-out" | "off-sale";

/** How a shopper last saw a line. `price` is null where it had none, because it was off sale all along. */
export interface SeenLine {
  price: number | null;
  state: LineState;
}

export type LineNews =
  | { kind: "off-sale" | "sold-out" | "on-sale-again" }
  | { kind: "back-in-stock" | "low" | "short"; left: number }
  | { kind: "price"; from: number; to: number };

export function stateOf({ stock, onSale }: LineNow, quantity: number): LineState {
  if (!onSale) return "off-sale";
  if (stock <= 0) return "sold-out";
  if (stock < quantity) return "short";
  return stock <= fewLeft ? "low" : "fine";
}

export function isTrouble(state: LineState): boolean {
  return state !== "fine" && state !== "low";
}

/** What is new about a line for somebody who saw it as `seen`; the weightiest comes first. */
export function newsOf(seen: SeenLine, now: LineNow, quantity: number): LineNews[] {
  const state = stateOf(now, quantity);
  if (state === "off-sale" || state === "sold-out") return state === seen.state ? [] : [{ kind: state }];
  const news: LineNews[] = [];
  if (seen.state === "off-sale") news.push({ kind: "on-sale-again" });
  else if (seen.state === "sold-out") news.push({ kind: "back-in-stock", left: now.stock });
  const runsShort = state === "short" && seen.state !== "short";
  if (runsShort || (state === "low" && seen.state === "fine")) news.push({ kind: state, left: now.stock });
  if (seen.price !== null && seen.price !== now.price)
    news.push({ kind: "price", from: seen.price, to: now.price });
  return news;
}

/**
 * The line as it counts as seen from here on. What was low stays so until there is plenty again: a stock that goes
 * to and fro around the mark is told once.
 */
export function seenAs(before: SeenLine | undefined, now: LineNow, quantity: number): SeenLine {
  const state = stateOf(now, quantity);
  const hovers = before?.state === "low" && state === "fine" && now.stock <= 2 * fewLeft;
  const price = state === "off-sale" ? (before?.price ?? null) : now.price;
  return { price, state: hovers ? "low" : state };
}

/** "“Copper kettle” in your cart is sold out." Of several news in one sentence; `name` null: not known. */
export function sentenceOf(name: string | null, news: readonly LineNews[], quantity: number): string {
  const what = name === null ? "Something in your cart" : `“${name}” in your cart`;
  return `${what} ${news.map((one) => predicateOf(one, quantity)).join(" and ")}.`;
}

function predicateOf(news: LineNews, quantity: number): string {
  switch (news.kind) {
    case "off-sale":
      return "is no longer on sale";
    case "sold-out":
      return "is sold out";
    case "on-sale-again":
      return "is on sale again";
    case "back-in-stock":
      return "is back in stock";
    case "price":
      return `now costs ${formatPrice(news.to)} instead of ${formatPrice(news.from)}`;
    case "low":
      return `runs low: only ${news.left} left`;
    case "short":
      return `has only ${news.left} left, and your cart has ${quantity}`;
  }
}
