import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, read } from "./client";
import type { Conversation, Message, MessageInput, MessagePage } from "./types";

/** All that is known of messages begins with this key. */
export const messagesKey = ["me", "messages"];
export const threadsKey = [...messagesKey, "thread"];
export const conversationKey = [...messagesKey, "conversation"];

const conversationsAtOnce = 20;
const foundAtOnce = 20;

/** Conversations, the one with the newest message first. */
export const conversationsQuery = infiniteQueryOptions({
  queryKey: [...messagesKey, "conversations"],
  queryFn: ({ pageParam: page, signal }) =>
    read(
      api.GET("/api/messages/", {
        params: { query: { page, limit: conversationsAtOnce } },
        signal,
      }),
    ),
  initialPageParam: 1,
  getNextPageParam: ({ page, pages }) => (page < pages ? page + 1 : null),
});

/** The conversation with one person, also before its first message. */
export function conversationQuery(user_id: string) {
  return queryOptions({
    queryKey: [...conversationKey, user_id],
    queryFn: ({ signal }) =>
      read(
        api.GET("/api/messages/{user_id}/conversation", {
          params: { path: { user_id } },
          signal,
        }),
      ),
  });
}

/** How many messages the user has not read, and from how many people. */
export const unreadMessagesQuery = queryOptions({
  queryKey: [...messagesKey, "unread"],
  queryFn: ({ signal }) => read(api.GET("/api/messages/unread", { signal })),
});

/** The user's messages that contain `words` (2 to 100 characters), newest first. */
export function foundMessagesQuery(words: string, page: number) {
  const query = { q: words, page, limit: foundAtOnce };
  return queryOptions({
    queryKey: [...messagesKey, "found", query],
    queryFn: ({ signal }) => read(api.GET("/api/messages/search", { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
}

/** The newest messages with somebody, or those right before or after a `seq`; ascending in any case. */
export function fetchMessages(
  user_id: string,
  query: { limit: number; before?: number; after?: number },
  signal?: AbortSignal,
): Promise<MessagePage> {
  return read(
    api.GET("/api/messages/{user_id}", {
      params: { path: { user_id }, query },
      signal: signal ?? null,
    }),
  );
}

/** Sending the same `client_id` again gives the same message. */
export function sendMessage(user_id: string, body: MessageInput, within_ms: number): Promise<Message> {
  const signal = AbortSignal.timeout(within_ms);
  return read(api.POST("/api/messages/{user_id}", { params: { path: { user_id } }, body, signal }));
}

/** Everything from them up to `seq` has been read. */
export function readUpTo(user_id: string, seq: number): Promise<{ unread: number }> {
  return read(
    api.POST("/api/messages/{user_id}/read", {
      params: { path: { user_id } },
      body: { seq },
    }),
  );
}

export function setBlocked(user_id: string, blocked: boolean): Promise<Conversation> {
  const params = { path: { user_id } };
  return read(
    blocked
      ? api.PUT("/api/messages/{user_id}/block", { params })
      : api.DELETE("/api/messages/{user_id}/block", { params }),
  );
}

export async function reportPerson(user_id: string, reason: string): Promise<void> {
  await read(
    api.POST("/api/messages/{user_id}/report", {
      params: { path: { user_id } },
      body: { reason },
    }),
  );
}
