import { type InfiniteData, type QueryClient, queryOptions } from "@tanstack/react-query";
import {
  conversationQuery,
  conversationsQuery,
  fetchMessages,
  threadsKey,
  unreadMessagesQuery,
} from "@/api/messages";
import type { Conversation, ConversationPage, Message } from "@/api/types";
import { askAgainAfter_ms, caughtUp, merge, resumeAfter, type Thread, threadFrom } from "./thread";

const firstLoad = 30;
const laterLoads = 100;
const previewAtMost = 140;
const changesAtMost = 100;
const peersAtMost = 100;

type Change = (thread: Thread) => Thread;

/** What came live for threads that are not loaded: the last changes, of those who were heard of last. */
const changes = new Map<string, readonly Change[]>();

/** The messages with one person. Loading them anew asks only for what is missing, until nothing is. */
export function threadQuery(me: string, peer: string) {
  const queryKey = threadKey(peer);
  return queryOptions({
    queryKey,
    queryFn: async ({ client, signal }): Promise<Thread> => {
      const known = client.getQueryData<Thread>(queryKey);
      if (known === undefined || known.messages.length === 0) {
        const first = threadFrom(await fetchMessages(peer, { limit: firstLoad }, signal));
        const known = client.getQueryData<Thread>(queryKey)?.messages ?? [];
        return (changes.get(peer) ?? []).reduce((thread, change) => change(thread), merge(first, known));
      }
      const after = resumeAfter(known, me);
      const missing = await everythingAfter(peer, after, signal);
      // What came live or from further up meanwhile is here by now.
      return caughtUp(client.getQueryData<Thread>(queryKey) ?? known, after, missing);
    },
    refetchInterval: ({ state: { data, error } }) =>
      data && error === null ? askAgainAfter_ms(data) : false,
  });
}

export function threadKey(peer: string): readonly unknown[] {
  return [...threadsKey, peer];
}

async function everythingAfter(peer: string, after: number, signal: AbortSignal): Promise<Message[]> {
  const all: Message[] = [];
  for (let from = after; ; from = all.at(-1)?.seq ?? from) {
    const { items, pages } = await fetchMessages(peer, { limit: laterLoads, after: from }, signal);
    all.push(...items);
    if (pages <= 1 || items.length === 0) return all;
  }
}

/** Changes a thread that is loaded; gives how it is then. */
export function changeThread(queries: QueryClient, peer: string, change: Change): Thread | undefined {
  return queries.setQueryData<Thread>(threadKey(peer), (thread) => thread && change(thread));
}

/** The same by what came live: a thread that is not loaded is changed as soon as it is. */
export function changeLive(queries: QueryClient, peer: string, change: Change): Thread | undefined {
  const thread = changeThread(queries, peer, change);
  const kept = changes.get(peer) ?? [];
  changes.delete(peer);
  if (thread === undefined) changes.set(peer, [...kept, change].slice(-changesAtMost));
  for (const longest of changes.keys()) if (changes.size > peersAtMost) changes.delete(longest);
  return thread;
}

/** Another user's threads are others. */
export function forgetChanges(): void {
  changes.clear();
}

/** A message came or went: its conversation moves to the top of the list, before the server is asked. */
export function withNews(
  data: InfiniteData<ConversationPage, unknown>,
  me: string,
  message: Message,
): InfiniteData<ConversationPage, unknown> {
  const peer = message.sender_id === me ? message.receiver_id : message.sender_id;
  const found = data.pages.flatMap(({ items }) => items).find(({ user }) => user.id === peer);
  if (found === undefined || message.seq <= found.seq) return data;
  const { seq, sender_id, body, sent_at } = message;
  const news = {
    ...found,
    seq,
    last: { seq, sender_id, body: body.slice(0, previewAtMost), sent_at },
    unread: sender_id === me ? found.unread : found.unread + 1,
    updated_at: sent_at,
  };
  const pages = data.pages.map((page, place) => {
    const others = page.items.filter(({ user }) => user.id !== peer);
    return { ...page, items: place === 0 ? [news, ...others] : others };
  });
  return { ...data, pages };
}

export function tellConversations(queries: QueryClient, me: string, message: Message): void {
  queries.setQueryData(conversationsQuery.queryKey, (data) => data && withNews(data, me, message));
}

/** What they wrote up to `seq` has been read; how much is unread after that, the server says. */
export function showRead(queries: QueryClient, peer: string, seq: number): void {
  const read = (item: Conversation): Conversation => ({
    ...item,
    unread: seq >= item.seq ? 0 : item.unread,
    read_seq: Math.max(seq, item.read_seq),
  });
  queries.setQueryData(conversationsQuery.queryKey, (data) => {
    if (data === undefined) return data;
    const pages = data.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.user.id === peer ? read(item) : item)),
    }));
    return { ...data, pages };
  });
  queries.setQueryData(
    conversationQuery(peer).queryKey,
    (conversation) => conversation && read(conversation),
  );
}

/** Asks the server anew how many messages are unread and where. */
export function refreshCounts(queries: QueryClient): void {
  for (const queryKey of [unreadMessagesQuery.queryKey, conversationsQuery.queryKey])
    void queries.invalidateQueries({ queryKey });
}
