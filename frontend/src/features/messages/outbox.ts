import type { About } from "@/api/types";
import { randomKey } from "@/lib/random-key";
import { readStored, storedKeys, writeStored } from "@/lib/storage";
import { createStore } from "@/lib/store";

/** A message that the server has not acknowledged. */
export interface Outgoing {
  client_id: string;
  to: string;
  body: string;
  about: About | null;
  /** When it was written; later than that of all written before. */
  at: string;
  /** Why the server will not have it; null as long as it may still go out. */
  why: string | null;
}

const outgoingAtMost = 50;
const tooOld_ms = 24 * 3_600_000;
const forgotten_ms = 7 * tooOld_ms;
const tooOld = "It could not be sent for a whole day.";

/**
 * What a user has written and the server has not acknowledged, oldest first. It is kept in the browser, under a key for
 * each message so that several tabs may write at once; `reload` takes over what they did.
 */
export class Outbox {
  readonly #prefix: string;
  readonly #store = createStore<readonly Outgoing[]>([]);
  /** Those that the browser would not keep: they live as long as this page. */
  readonly #unkept = new Set<string>();
  readonly get = this.#store.get;
  readonly subscribe = this.#store.subscribe;

  constructor(userId: string) {
    this.#prefix = `souk-outbox:${userId}:`;
    this.reload();
  }

  /** False: too many wait already. */
  add(written: Pick<Outgoing, "to" | "body" | "about">): boolean {
    if (this.get().length >= outgoingAtMost) return false;
    this.#keep({ ...written, client_id: randomKey(), at: this.#now(), why: null });
    return true;
  }

  /** The oldest one that may still go out. */
  next(): Outgoing | undefined {
    return this.get().find(({ why }) => why === null);
  }

  refuse(client_id: string, why: string): void {
    this.#change(client_id, { why });
  }

  /** To be tried again, after all others: those may have gone out meanwhile. */
  retry(client_id: string): void {
    this.#change(client_id, { why: null, at: this.#now() });
  }

  remove(client_id: string): void {
    writeStored(this.#prefix + client_id, null);
    this.#unkept.delete(client_id);
    const others = this.get().filter((outgoing) => outgoing.client_id !== client_id);
    if (others.length < this.get().length) this.#store.set(others);
  }

  /** Takes over what other tabs wrote, sent and discarded. */
  reload(): void {
    const unkept = this.get().filter(({ client_id }) => this.#unkept.has(client_id));
    const all = [...this.#kept(), ...unkept].map(notTooOld).sort(byAge);
    if (JSON.stringify(all) !== JSON.stringify(this.get())) this.#store.set(all);
  }

  /** Whether this key of the browser's storage is one of its messages'. */
  owns(key: string): boolean {
    return key.startsWith(this.#prefix);
  }

  /** What the browser has kept; what nobody can read or has come back to for a week goes. */
  #kept(): Outgoing[] {
    return storedKeys(this.#prefix).flatMap((key) => {
      const outgoing = outgoingFrom(readStored(key));
      if (outgoing !== null && ageOf_ms(outgoing) < forgotten_ms) return [outgoing];
      writeStored(key, null);
      return [];
    });
  }

  #change(client_id: string, change: Partial<Outgoing>): void {
    const found = this.get().find((outgoing) => outgoing.client_id === client_id);
    if (found) this.#keep({ ...found, ...change });
  }

  #keep(outgoing: Outgoing): void {
    const { client_id } = outgoing;
    if (writeStored(this.#prefix + client_id, JSON.stringify(outgoing))) this.#unkept.delete(client_id);
    else this.#unkept.add(client_id);
    const others = this.get().filter((one) => one.client_id !== client_id);
    this.#store.set([...others, outgoing].sort(byAge));
  }

  #now(): string {
    const last_ms = Date.parse(this.get().at(-1)?.at ?? "") || 0;
    return new Date(Math.max(Date.now(), last_ms + 1)).toISOString();
  }
}

function notTooOld(outgoing: Outgoing): Outgoing {
  return ageOf_ms(outgoing) > tooOld_ms && outgoing.why === null ? { ...outgoing, why: tooOld } : outgoing;
}

function ageOf_ms({ at }: Outgoing): number {
  return Date.now() - Date.parse(at);
}

function byAge(a: Outgoing, b: Outgoing): number {
  return a.at < b.at ? -1 : 1;
}

function outgoingFrom(text: string | null): Outgoing | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Outgoing;
    return typeof value.body === "string" && typeof value.at === "string" ? value : null;
  } catch {
    return null;
  }
}
