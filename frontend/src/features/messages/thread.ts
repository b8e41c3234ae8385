import type { Message, MessagePage } from "@/api/types";

/** What is loaded of the messages with one person: an unbroken stretch up to the newest, and what came ahead of it. */
export interface Thread {
  /** Ascending by `seq`, each once. */
  messages: readonly Message[];
  /** From the oldest message here up to this `seq` nothing is missing. */
  upTo: number;
  /** The first message of all is here. */
  whole: boolean;
  /** So often the server was asked for what is missing and did not have it. */
  askedInVain: number;
}

const marksLookedAt = 50;
const askAgain_ms = 1_000;
const askedInVainAtMost = 5;

export function threadFrom({ items, pages }: MessagePage): Thread {
  return { messages: items, upTo: items.at(-1)?.seq ?? 0, whole: pages <= 1, askedInVain: 0 };
}

/** Takes in messages in any order, also ones that are here already; marks that were seen once stay. */
export function merge(thread: Thread, incoming: readonly Message[]): Thread {
  const oldest = thread.whole ? 0 : (thread.messages[0]?.seq ?? 0);
  const bySeq = new Map(thread.messages.map((message) => [message.seq, message]));
  for (const message of incoming)
    if (message.seq >= oldest) bySeq.set(message.seq, withMarksOf(message, bySeq.get(message.seq)));
  const messages = [...bySeq.values()].sort((a, b) => a.seq - b.seq);
  const next = { ...thread, messages, upTo: unbroken(bySeq, thread.upTo) };
  return hasGap(next) ? next : { ...next, askedInVain: 0 };
}

/** Takes in everything that the server has after the `seq` that was asked for; it may lag behind what came live. */
export function caughtUp(thread: Thread, after: number, newer: readonly Message[]): Thread {
  const upTo = Math.max(thread.upTo, after, newer.at(-1)?.seq ?? 0);
  const next = merge({ ...thread, upTo }, newer);
  return hasGap(next) ? { ...next, askedInVain: next.askedInVain + 1 } : next;
}

/** Takes in the page right before the oldest message. */
export function withOlder(thread: Thread, { items, pages }: MessagePage): Thread {
  const oldest = thread.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = items.filter(({ seq }) => seq < oldest);
  return { ...thread, messages: [...older, ...thread.messages], whole: pages <= 1 };
}

/** Something came that does not follow upon what is here. */
export function hasGap({ messages, upTo }: Thread): boolean {
  return (messages.at(-1)?.seq ?? 0) > upTo;
}

/** How long to wait before asking for what is missing; false: nothing is, or it was asked for often enough. */
export function askAgainAfter_ms(thread: Thread): number | false {
  if (!hasGap(thread) || thread.askedInVain >= askedInVainAtMost) return false;
  return askAgain_ms * 2 ** thread.askedInVain;
}

/** The `seq` to ask after, so that what is missing comes, and the marks of one's own last messages too. */
export function resumeAfter({ messages, upTo }: Thread, me: string): number {
  const last = messages.filter(({ seq }) => seq <= upTo).slice(-marksLookedAt);
  const unmarked = last.find(({ sender_id, read_at }) => sender_id === me && read_at === null);
  return unmarked === undefined ? upTo : unmarked.seq - 1;
}

/** The other one has received (or read) everything from `me` up to `seq`. */
export function marked(thread: Thread, me: string, what: "delivered" | "read", seq: number): Thread {
  const now = new Date().toISOString();
  const messages = thread.messages.map((message) => {
    if (message.sender_id !== me || message.seq > seq) return message;
    const delivered_at = message.delivered_at ?? now;
    return what === "read"
      ? { ...message, delivered_at, read_at: message.read_at ?? now }
      : { ...message, delivered_at };
  });
  return { ...thread, messages };
}

function withMarksOf(message: Message, known: Message | undefined): Message {
  if (known === undefined) return message;
  return {
    ...message,
    delivered_at: message.delivered_at ?? known.delivered_at,
    read_at: message.read_at ?? known.read_at,
  };
}

function unbroken(bySeq: ReadonlyMap<number, Message>, from: number): number {
  let upTo = from;
  while (bySeq.has(upTo + 1)) upTo += 1;
  return upTo;
}
