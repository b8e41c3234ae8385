/** The part of a connection that the registry needs. `watch` resolves to the snapshot of what is now watched. */
export interface WatchChannel<Row> {
  watch: (ids: string[]) => Promise<readonly Row[]>;
  unwatch: (ids: string[]) => void;
}

const watchedAtMost = 200;
const batch_ms = 20;
const retry_ms = 1_000;
const retryAtMost_ms = 30_000;

/**
 * Counts who looks at which product (or person), and keeps the gateway's list equal to that: changes are sent in
 * batches, and all of it again after a reconnect. Beyond 200 ids the later ones wait until there is room.
 */
export class WatchRegistry<Row> {
  readonly #holders = new Map<string, number>();
  readonly #sent = new Set<string>();
  readonly #onSnapshot: (snapshot: readonly Row[], ids: readonly string[]) => void;
  readonly #inOneMessage: number;
  #channel: WatchChannel<Row> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #retryAfter_ms = retry_ms;

  /** `onSnapshot` takes each snapshot with those ids that it was asked for and that are still watched. */
  constructor(
    onSnapshot: (snapshot: readonly Row[], ids: readonly string[]) => void,
    inOneMessage = watchedAtMost,
  ) {
    this.#onSnapshot = onSnapshot;
    this.#inOneMessage = inOneMessage;
  }

  /** Watches it until the returned function is called. */
  hold(id: string): () => void {
    this.#holders.set(id, (this.#holders.get(id) ?? 0) + 1);
    this.#schedule();
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const holders = (this.#holders.get(id) ?? 1) - 1;
      if (holders > 0) this.#holders.set(id, holders);
      else this.#holders.delete(id);
      this.#schedule();
    };
  }

  /** The gateway tells of it, as far as this page knows. */
  watches(id: string): boolean {
    return this.#sent.has(id);
  }

  /** A new connection knows nothing: everything is watched anew and its snapshot taken. */
  connected(channel: WatchChannel<Row>): void {
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
    for (let start = 0; start < fresh.length; start += this.#inOneMessage)
      this.#watch(channel, fresh.slice(start, start + this.#inOneMessage));
  }

  #watch(channel: WatchChannel<Row>, ids: string[]): void {
    for (const id of ids) this.#sent.add(id);
    channel.watch(ids).then(
      (snapshot) => {
        if (channel !== this.#channel) return;
        this.#retryAfter_ms = retry_ms;
        const watched = ids.filter((id) => this.watches(id));
        this.#onSnapshot(snapshot, watched);
      },
      () => this.#retry(channel, ids),
    );
  }

  #retry(channel: WatchChannel<Row>, ids: string[]): void {
    if (channel !== this.#channel) return;
    for (const id of ids) this.#sent.delete(id);
    this.#timer ??= setTimeout(() => this.#synchronise(), this.#retryAfter_ms);
    this.#retryAfter_ms = Math.min(this.#retryAfter_ms * 2, retryAtMost_ms);
  }
}
