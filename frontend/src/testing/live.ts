import { act } from "@testing-library/react";
import { vi } from "vitest";
import { announceLive } from "@/live/live";

type Listener = (payload: never) => void;

/** What `vi.mock("@/live/socket", () => liveSocket)` gives the page instead of a gateway's events. */
export const liveSocket = {
  listeners: new Map<string, Set<Listener>>(),
  onLiveEvent(event: string, listener: Listener): () => void {
    const known = liveSocket.listeners.get(event) ?? new Set();
    liveSocket.listeners.set(event, known.add(listener));
    return () => void known.delete(listener);
  },
};

/** The gateway sends an event; then what it changed is on the page. */
export function happen(event: string, payload: unknown): Promise<void> {
  return act(async () => {
    for (const listener of [...(liveSocket.listeners.get(event) ?? [])]) listener(payload as never);
    await new Promise((resolve) => setTimeout(resolve));
  });
}

type Answers = Record<string, (payload: Record<string, unknown>) => unknown>;

/** The live connection of `userId` is there; `answers` are those of the gateway to what is asked, by event. */
export function connectLive(userId: string | null, answers: Answers = {}) {
  const ask = vi.fn(async (event: string, payload: Record<string, unknown>) => {
    const answer = answers[event];
    return answer ? answer(payload) : [];
  });
  const say = vi.fn();
  act(() => announceLive({ userId, ask: ask as never, say }));
  return {
    /** What was asked by an event. */
    asked: (event: string) => ask.mock.calls.filter(([name]) => name === event).map(([, payload]) => payload),
    said: (event: string) => say.mock.calls.filter(([name]) => name === event).map(([, payload]) => payload),
  };
}

export function loseLive(): void {
  act(() => announceLive(null));
}
