import { useCallback, useSyncExternalStore } from "react";

const lasts_ms = 5_000;

/** Who is writing to the user right now. The gateway says it every other second while they do. */
class Typing {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();

  began(userId: string): void {
    clearTimeout(this.#timers.get(userId));
    this.#timers.set(
      userId,
      setTimeout(() => this.ended(userId), lasts_ms),
    );
    this.#tell();
  }

  ended(userId: string): void {
    clearTimeout(this.#timers.get(userId));
    if (this.#timers.delete(userId)) this.#tell();
  }

  forget(): void {
    for (const userId of [...this.#timers.keys()]) this.ended(userId);
  }

  has(userId: string): boolean {
    return this.#timers.has(userId);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

export const typing = new Typing();

export function useTyping(userId: string): boolean {
  const subscribe = useCallback((listener: () => void) => typing.subscribe(listener), []);
  return useSyncExternalStore(subscribe, () => typing.has(userId));
}
