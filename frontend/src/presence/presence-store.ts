/** One person as the gateway tells it. */
export interface Presence {
  user_id: string;
  online: boolean;
}

/** "gone": there is no such account, or no longer. */
export type Standing = "online" | "offline" | "gone";

/** How those are who are watched now; of all others nothing is known. */
export class PresenceStore {
  readonly #standings = new Map<string, Standing>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Null: not known. */
  standingOf(userId: string): Standing | null {
    return this.#standings.get(userId) ?? null;
  }

  apply({ user_id, online }: Presence): void {
    this.#set(user_id, online ? "online" : "offline");
  }

  /** Takes what the gateway's answer says about `asked`: whom it leaves out is gone. */
  applyAnswer(asked: readonly string[], answer: readonly Presence[]): void {
    const found = new Map(answer.map((presence) => [presence.user_id, presence]));
    for (const id of asked) {
      const presence = found.get(id);
      if (presence) this.apply(presence);
      else this.#set(id, "gone");
    }
  }

  forget(userIds: Iterable<string>): void {
    for (const id of [...userIds]) if (this.#standings.delete(id)) this.#tell(id);
  }

  forgetAll(): void {
    this.forget(this.#standings.keys());
  }

  subscribe(userId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(userId) ?? new Set();
    this.#listeners.set(userId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(userId);
    };
  }

  #set(userId: string, standing: Standing): void {
    if (this.#standings.get(userId) === standing) return;
    this.#standings.set(userId, standing);
    this.#tell(userId);
  }

  #tell(userId: string): void {
    for (const listener of [...(this.#listeners.get(userId) ?? [])]) listener();
  }
}
