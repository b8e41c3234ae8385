import type { StockMove } from "@/api/my-products";
import { ApiProblem } from "@/api/problem";
import { randomKey } from "@/lib/random-key";

/** Moves that were sent and not answered, by product: sent again with their key they count only once. */
const unanswered = new Map<string, { key: string; move: StockMove }>();

/** The key for a move: the one it was sent with before, if nobody answered then. */
export function keyFor(productId: string, move: StockMove): string {
  const earlier = unanswered.get(productId);
  const key = earlier && isSame(earlier.move, move) ? earlier.key : randomKey();
  unanswered.set(productId, { key, move });
  return key;
}

/** The move of this kind that may or may not have gone through. */
export function unansweredMove(productId: string, kind: StockMove["kind"]): StockMove | null {
  const earlier = unanswered.get(productId);
  return earlier?.move.kind === kind ? earlier.move : null;
}

/** An answer came. One from a server in trouble, or none at all, leaves open whether the stock moved. */
export function settle(productId: string, error?: unknown): void {
  if (error === undefined || (error instanceof ApiProblem && error.status >= 400 && error.status < 500))
    unanswered.delete(productId);
}

function isSame(one: StockMove, other: StockMove): boolean {
  return one.kind === other.kind && one.delta === other.delta && one.reason === other.reason;
}
