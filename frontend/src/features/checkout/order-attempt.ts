import { ApiProblem } from "@/api/problem";
import type { OrderInput } from "@/api/types";
import { totalOf } from "@/lib/money";
import { randomKey } from "@/lib/random-key";

type Products = { product_id: string; quantity: number; price: number }[];

/** One wish to buy. Its key goes with every sending of this very body, so that the shop fulfils it once. */
export interface OrderAttempt {
  key: string;
  buyerId: string;
  body: OrderInput & { products: Products };
  /** How often it was sent. */
  sendings: number;
  begunAt_ms: number;
}

const storageKey = "souk-order-attempt";
// The server remembers a key for seven days; after that it would no longer protect anybody.
const goodFor_ms = 6 * 24 * 60 * 60 * 1000;

/** Where storage is forbidden the attempt still outlives the page's components, though not a reload. */
let remembered: OrderAttempt | null = null;

export function beginAttempt(buyerId: string, products: Products): OrderAttempt {
  return {
    key: randomKey(),
    buyerId,
    body: { products, fulfilment: { method: "pickup" } },
    sendings: 0,
    begunAt_ms: Date.now(),
  };
}

/** Call right before sending: from then on a reload finds it, until `forgetAttempt`. */
export function countSending(attempt: OrderAttempt): OrderAttempt {
  const sent = { ...attempt, sendings: attempt.sendings + 1 };
  remembered = sent;
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(sent));
  } catch {
    // `remembered` has it.
  }
  return sent;
}

/** The buyer's attempt that was sent and never answered, if there is one. */
export function unansweredAttempt(buyerId: string): OrderAttempt | null {
  const attempt = remembered ?? stored();
  if (attempt === null || attempt.buyerId !== buyerId) return null;
  return Date.now() - attempt.begunAt_ms < goodFor_ms ? attempt : null;
}

export function forgetAttempt(): void {
  remembered = null;
  try {
    sessionStorage.removeItem(storageKey);
  } catch {
    // Nothing was stored either.
  }
}

/**
 * Whether this failure says for certain that nothing was bought. No answer, or one from a server in trouble, says
 * nothing; neither does being turned away at the door when an earlier sending may have got through.
 */
export function isRefusal(error: unknown, attempt: OrderAttempt): boolean {
  if (!(error instanceof ApiProblem) || error.status < 400 || error.status >= 500) return false;
  const atTheDoor = error.status === 401 || error.status === 403 || error.status === 429;
  return !atTheDoor || attempt.sendings <= 1;
}

export function unitsOf({ body }: OrderAttempt): number {
  return body.products.reduce((sum, line) => sum + line.quantity, 0);
}

export function totalOfAttempt({ body }: OrderAttempt): number {
  return totalOf(body.products);
}

function stored(): OrderAttempt | null {
  try {
    const text = sessionStorage.getItem(storageKey);
    const attempt: unknown = text === null ? null : JSON.parse(text);
    return isAttempt(attempt) ? attempt : null;
  } catch {
    return null;
  }
}

function isAttempt(value: unknown): value is OrderAttempt {
  const attempt = value as Partial<OrderAttempt> | null;
  return (
    typeof attempt?.key === "string" &&
    typeof attempt.buyerId === "string" &&
    Array.isArray(attempt.body?.products) &&
    typeof attempt.sendings === "number" &&
    typeof attempt.begunAt_ms === "number"
  );
}
