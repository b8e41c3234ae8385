import type { Snapshot } from "./stock-store";

/** The part of a connection that the registry needs. `watch` resolves to the snapshot of what is now watched. */
export interface WatchChannel {
  watch: (productIds: string[]) => Promise<readonly Snapshot[]>;
  unwatch: (productIds: string[]) => void;
}

const watchedAtMost = 200;
const batch_ms = 20;
const retry_ms = 1_000;
const retryAtMost_ms = 30_000;

/**
 * Counts who looks at which product, and keeps the gateway's list equal to that: changes are sent in batches, and
 * all of it again after a reconnect. Beyond 200 products the later ones wait until there is room.
 */
export class WatchRegistry {
  readonly #holders = new Map<string, number>();
  readonly #sent = new Set<string>();
  readonly #onSnapshot: (snapshot: readonly Snapshot[]) => void;
  #channel: WatchChannel | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #retryAfter_ms = retry_ms;

  constructor(onSnapshot: (snapshot: readonly Snapshot[]) => void) {
    this.#onSnapshot = onSnapshot;
  }

  /** Watches a product until the returned function is called. */
  hold(productId: string): () => void {
    this.#holders.set(productId, (this.#holders.get(productId) ?? 0) + 1);
    this.#schedule();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const holders = (this.#holders.get(productId) ?? 1) - 1;
      if (holders > 0) this.#holders.set(productId, holders);
      else this.#holders.delete(productId);
      this.#schedule();
    };
  }

  /** A new connection knows nothing: everything is watched anew and its snapshot taken. */
  connected(channel: WatchChannel): void {
    this.#channel = channel;
    this.#sent.clear();
    this.#synchronise();
  }

  disconnected(): void {
    this.#channel = null;
    this.#sent.clear();
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => this.#synchronise(), batch_ms);
  }

  #synchronise(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const channel = this.#channel;
    if (channel === null) return;

    const gone = [...this.#sent].filter((id) => !this.#holders.has(id));
    if (gone.length > 0) channel.unwatch(gone);
    for (const id of gone) this.#sent.delete(id);

    const room = watchedAtMost - this.#sent.size;
    const fresh = [...this.#holders.keys()].filter((id) => !this.#sent.has(id)).slice(0, room);
    if (fresh.length === 0) return;
    for (const id of fresh) this.#sent.add(id);
    channel.watch(fresh).then(
      (snapshot) => {
        this.#retryAfter_ms = retry_ms;
        this.#onSnapshot(snapshot);
      },
      () => this.#retry(channel, fresh),
    );
  }

  #retry(channel: WatchChannel, productIds: string[]): void {
    if (channel !== this.#channel) return;
    for (const id of productIds) this.#sent.delete(id);
    this.#timer ??= setTimeout(() => this.#synchronise(), this.#retryAfter_ms);
    this.#retryAfter_ms = Math.min(this.#retryAfter_ms * 2, retryAtMost_ms);
  }
}
