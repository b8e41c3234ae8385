import type { Conversation, Message, MessagePage } from "@/api/types";

export const bea = "65f0000000000000000000b1";
export const atlas = "65f0000000000000000000c1";

/** A message from Atlas to Bea. */
export function messageOf(seq: number, change: Partial<Message> = {}): Message {
  const mine = change.sender_id === bea;
  return {
    id: String(seq).padStart(24, "0"),
    seq,
    sender_id: atlas,
    receiver_id: mine ? atlas : bea,
    body: `message ${seq}`,
    client_id: `c${seq}`,
    about: null,
    sent_at: new Date(Date.UTC(2026, 10, 20, 18, 0, seq)).toISOString(),
    delivered_at: null,
    read_at: null,
    ...change,
  };
}

/** A message from Bea to Atlas. */
export function mineOf(seq: number, change: Partial<Message> = {}): Message {
  return messageOf(seq, { sender_id: bea, ...change });
}

export function messagePage(items: Message[], pages = 1): MessagePage {
  return { items, total: items.length, page: 1, pages };
}

/** Bea's side of her conversation with Atlas. */
export function conversationOf(change: Partial<Conversation> = {}): Conversation {
  return {
    user: { id: atlas, name: "Atlas", role: "seller", online: false },
    last: null,
    seq: 0,
    read_seq: 0,
    unread: 0,
    blocked: false,
    updated_at: null,
    ...change,
  };
}
