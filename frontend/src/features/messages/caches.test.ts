import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { conversationQuery, conversationsQuery } from "@/api/messages";
import { atlas, conversationOf } from "@/testing/talk";
import { showRead } from "./caches";

test.each([
  [8, { unread: 3, read_seq: 8 }],
  [9, { unread: 0, read_seq: 9 }],
  [5, { unread: 3, read_seq: 6 }],
])("read up to %i of 9 messages", (seq, shown) => {
  const queries = new QueryClient();
  const item = conversationOf({ seq: 9, read_seq: 6, unread: 3 });
  const page = { items: [item], total: 1, page: 1, pages: 1 };
  queries.setQueryData(conversationsQuery.queryKey, { pages: [page], pageParams: [1] });
  queries.setQueryData(conversationQuery(atlas).queryKey, item);
  showRead(queries, atlas, seq);
  expect(queries.getQueryData(conversationsQuery.queryKey)?.pages[0]?.items[0]).toMatchObject(shown);
  expect(queries.getQueryData(conversationQuery(atlas).queryKey)).toMatchObject(shown);
});
