export interface Stock {
  product_id: string;
  stock: number;
  seq: number;
}

export interface LiveDetails {
  price: number;
  status: string;
  updated_at: string;
}

/** One product as the gateway knows it at the moment when it begins to be watched. */
export type Snapshot = Stock & LiveDetails;

type Listener = () => void;

/**
 * What the gateway has told about products. Stock counts only forward: an event or a snapshot whose `seq` is not
 * higher than the known one is old news and is dropped. Details count by `updated_at` in the same way.
 */
export class StockStore {
  readonly #stock = new Map<string, Stock>();
  readonly #details = new Map<string, LiveDetails>();
  readonly #listeners = new Map<string, Set<Listener>>();

  stockOf(productId: string): Stock | undefined {
    return this.#stock.get(productId);
  }

  detailsOf(productId: string): LiveDetails | undefined {
    return this.#details.get(productId);
  }

  /** Returns whether it was news. */
  applyStock({ product_id, stock, seq }: Stock): boolean {
    const known = this.#stock.get(product_id);
    if (known && seq <= known.seq) return false;
    this.#stock.set(product_id, { product_id, stock, seq });
    this.#tell(product_id);
    return true;
  }

  applySnapshot(snapshot: readonly Snapshot[]): void {
    for (const product of snapshot) {
      this.applyStock(product);
      this.applyDetails(product);
    }
  }

  applyDetails({ product_id, price, status, updated_at }: LiveDetails & { product_id: string }): boolean {
    const known = this.#details.get(product_id);
    const oldest_ms = known ? Date.parse(known.updated_at) : Number.NEGATIVE_INFINITY;
    if (!(Date.parse(updated_at) > oldest_ms)) return false;
    this.#details.set(product_id, { price, status, updated_at });
    this.#tell(product_id);
    return true;
  }

  subscribe(productId: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(productId) ?? new Set();
    this.#listeners.set(productId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(productId);
    };
  }

  #tell(productId: string): void {
    for (const listener of [...(this.#listeners.get(productId) ?? [])]) listener();
  }
}
