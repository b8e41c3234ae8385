import type { QueryClient } from "@tanstack/react-query";
import { conversationKey, conversationQuery, threadsKey } from "@/api/messages";
import type { About, Message } from "@/api/types";
import { createStore, useStore } from "@/lib/store";
import { hearEarly } from "@/live/hear-early";
import { followLive } from "@/live/live";
import { onLiveEvent } from "@/live/socket";
import { changeLive, forgetChanges, showRead, tellConversations, threadKey } from "./caches";
import { lineOf, send } from "./line";
import { Outbox } from "./outbox";
import { Sender } from "./sender";
import { hasGap, marked, merge } from "./thread";
import { typing } from "./typing";

/** `user_id` has received (or read) the messages of `with_user_id` up to `seq`. */
interface Mark {
  user_id: string;
  with_user_id: string;
  seq: number;
}

/** What one user writes goes out by it. */
export interface Messenger {
  me: string;
  outbox: Outbox;
  sender: Sender;
  /** False: too much waits to go out already. */
  write: (to: string, body: string, about: About | null) => boolean;
  retry: (client_id: string) => void;
}

const gather_ms = 100;
const store = createStore<Messenger | null>(null);

// What waits is sent as soon as there is a connection; the page may not be drawn by then.
const hearMessages = hearEarly<Message>("message");

/** The one of the user who is signed in; null for a moment at the start. */
export function useMessenger(): Messenger | null {
  return useStore(store);
}

/** Sends what waits and takes in what comes, until the returned function is called. */
export function startMessenger(
  me: string,
  queries: QueryClient,
  arrived: (message: Message) => void,
): () => void {
  const outbox = new Outbox(me);
  const takeIn = (message: Message) => take(queries, me, message);
  const sender = new Sender(
    me,
    outbox,
    (outgoing) => send(me, outgoing),
    takeIn,
    ({ to }) => {
      void queries.invalidateQueries({ queryKey: conversationQuery(to).queryKey });
    },
  );
  const receipts = new Receipts(me);
  // A gateway that takes over from another one may send again what was just sent.
  const heard = new Map<string, number>();

  function hear(message: Message): void {
    const { sender_id, receiver_id, seq } = message;
    if (sender_id !== me && receiver_id !== me) return;
    takeIn(message);
    if (sender_id === me) outbox.remove(message.client_id);
    else receipts.add(message);
    if (sender_id === me || seq <= (heard.get(sender_id) ?? 0)) return;
    heard.set(sender_id, seq);
    typing.ended(sender_id);
    arrived(message);
  }

  function mark(what: "delivered" | "read", { user_id, with_user_id, seq }: Mark): void {
    if (with_user_id === me) changeLive(queries, user_id, (thread) => marked(thread, me, what, seq));
    if (user_id === me && what === "read") showRead(queries, with_user_id, seq);
  }

  function look({ key }: StorageEvent): void {
    if (key !== null && !outbox.owns(key)) return;
    outbox.reload();
    sender.kick();
  }

  const kick = () => sender.kick();
  const ends = [
    onLiveEvent<Mark>("delivered", (event) => mark("delivered", event)),
    onLiveEvent<Mark>("read", (event) => mark("read", event)),
    onLiveEvent<{ user_id: string }>("typing", ({ user_id }) => typing.began(user_id)),
    followLive({
      connected: () => {
        for (const queryKey of [threadsKey, conversationKey]) void queries.invalidateQueries({ queryKey });
        kick();
      },
      disconnected: () => typing.forget(),
    }),
  ];
  window.addEventListener("storage", look);
  window.addEventListener("online", kick);
  store.set(messengerOf(me, outbox, sender));
  ends.push(hearMessages(hear));
  kick();
  return () => {
    store.set(null);
    window.removeEventListener("storage", look);
    window.removeEventListener("online", kick);
    for (const end of ends) end();
    forgetChanges();
    receipts.tell();
    sender.stop();
  };
}

function messengerOf(me: string, outbox: Outbox, sender: Sender): Messenger {
  return {
    me,
    outbox,
    sender,
    write: (to, body, about) => {
      const taken = outbox.add({ to, body, about });
      sender.kick();
      return taken;
    },
    retry: (client_id) => {
      outbox.retry(client_id);
      sender.kick();
    },
  };
}

function take(queries: QueryClient, me: string, message: Message): void {
  const peer = message.sender_id === me ? message.receiver_id : message.sender_id;
  tellConversations(queries, me, message);
  const thread = changeLive(queries, peer, (known) => merge(known, [message]));
  // A load that runs goes on; if it brings too little, the thread is asked for again.
  if (thread && hasGap(thread))
    void queries.invalidateQueries({ queryKey: threadKey(peer) }, { cancelRefetch: false });
}

/** Tells the server what came, for many messages at once. What is lost comes again at the next connection. */
class Receipts {
  readonly #me: string;
  readonly #upTo = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(me: string) {
    this.#me = me;
  }

  add({ sender_id, seq }: Message): void {
    this.#upTo.set(sender_id, Math.max(seq, this.#upTo.get(sender_id) ?? 0));
    this.#timer ??= setTimeout(() => this.tell(), gather_ms);
  }

  /** Now, if there is anything to tell. */
  tell(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const [user_id, seq] of this.#upTo) lineOf(this.#me)?.say("delivered", { user_id, seq });
    this.#upTo.clear();
  }
}
