import type { About, Message } from "@/api/types";
import type { Outgoing } from "./outbox";

/** `waiting`: not with the server yet. `refused`: it never will be, unless it is tried again. */
export type State = "waiting" | "refused" | "sent" | "delivered" | "read";

/** A message as it is shown, whether the server has it or not. */
export interface Bubble {
  client_id: string;
  seq: number | null;
  mine: boolean;
  body: string;
  about: About | null;
  at: string;
  state: State;
  /** Why it was refused. */
  why: string | null;
}

/** What one of the two wrote at a stretch. */
export interface Run {
  mine: boolean;
  /** Here begins what had not been read. */
  fresh: boolean;
  bubbles: Bubble[];
}

export interface Day {
  /** Such as "2026-11-20", by the clock of this browser. */
  day: string;
  runs: Run[];
}

const stretch_ms = 5 * 60_000;
const made = new WeakMap<object, Bubble>();

/** What the server has, then what it does not have yet; each message once, whichever way it is known. */
export function bubblesOf(
  me: string,
  messages: readonly Message[],
  outgoing: readonly Outgoing[],
): readonly Bubble[] {
  const known = new Set(
    messages.filter(({ sender_id }) => sender_id === me).map(({ client_id }) => client_id),
  );
  return [
    ...messages.map((message) => once(message, () => received(me, message))),
    ...outgoing
      .filter(({ client_id }) => !known.has(client_id))
      .map((message) => once(message, () => underway(message))),
  ];
}

/** Bubbles by day and by who wrote; what is newer than `readSeq` from the other one begins a fresh run. */
export function timeline(bubbles: readonly Bubble[], readSeq: number | null): Day[] {
  const days: Day[] = [];
  let before: Bubble | undefined;
  let fresh = false;
  for (const bubble of bubbles) {
    const day = dayOf(bubble.at);
    const begins: boolean = !fresh && isFresh(bubble, readSeq);
    fresh ||= begins;
    if (days.at(-1)?.day !== day) days.push({ day, runs: [] });
    const runs = days.at(-1)?.runs ?? [];
    const run = runs.at(-1);
    if (run === undefined || before === undefined || begins || !goesOn(before, bubble))
      runs.push({ mine: bubble.mine, fresh: begins, bubbles: [bubble] });
    else run.bubbles.push(bubble);
    before = bubble;
  }
  return days;
}

/** The same message is the same bubble, so that only what changed is drawn anew. */
function once(message: object, make: () => Bubble): Bubble {
  const bubble = made.get(message) ?? make();
  made.set(message, bubble);
  return bubble;
}

function isFresh({ mine, seq }: Bubble, readSeq: number | null): boolean {
  return readSeq !== null && !mine && seq !== null && seq > readSeq;
}

function goesOn(before: Bubble, bubble: Bubble): boolean {
  return before.mine === bubble.mine && Date.parse(bubble.at) - Date.parse(before.at) < stretch_ms;
}

function received(me: string, message: Message): Bubble {
  const { client_id, seq, body, about, sent_at, delivered_at, read_at } = message;
  const state = read_at !== null ? "read" : delivered_at !== null ? "delivered" : "sent";
  return { client_id, seq, mine: message.sender_id === me, body, about, at: sent_at, state, why: null };
}

function underway({ client_id, body, about, at, why }: Outgoing): Bubble {
  return {
    client_id,
    seq: null,
    mine: true,
    body,
    about,
    at,
    state: why === null ? "waiting" : "refused",
    why,
  };
}

function dayOf(moment: string): string {
  const date = new Date(moment);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${date.getFullYear()}-${month}-${day}`;
}
