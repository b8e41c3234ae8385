import { createStore } from "@/lib/store";
import { type LineNow, type SeenLine, seenAs } from "./line-news";

export type SeenLines = ReadonlyMap<string, SeenLine>;

const store = createStore<SeenLines>(new Map());

/** By product: how its line was when the shopper last saw the cart, or put it in. A reload begins anew. */
export const seenLines = {
  get: store.get,
  subscribe: store.subscribe,
  see(productId: string, now: LineNow, quantity: number): void {
    const before = store.get().get(productId);
    const seen = seenAs(before, now, quantity);
    if (before?.price !== seen.price || before.state !== seen.state)
      store.set(new Map(store.get()).set(productId, seen));
  },
  /** Forgets what is in the cart no more: put in again, it begins anew. */
  keep(productIds: ReadonlySet<string>): void {
    const kept = [...store.get()].filter(([id]) => productIds.has(id));
    if (kept.length < store.get().size) store.set(new Map(kept));
  },
};
