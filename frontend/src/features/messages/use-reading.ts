import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readUpTo } from "@/api/messages";
import type { Conversation } from "@/api/types";
import { refreshCounts, showRead } from "./caches";
import { lineOf } from "./line";
import type { Thread } from "./thread";
import { usePresent } from "./use-present";

interface Reading {
  /** What they wrote up to here has been read. */
  readSeq: number;
  /** What is newer than this came while one was not looking; null: nothing to point out. */
  freshAfter: number | null;
  /** It has been seen; nothing is to be pointed out any more. */
  forgetFresh: () => void;
}

/** Says what has been read: what they wrote, once its end is in sight and the page is the one that is worked with. */
export function useReading(me: string, conversation: Conversation, thread: Thread, atEnd: boolean): Reading {
  const peer = conversation.user.id;
  const newest = thread.messages.findLast(({ sender_id }) => sender_id === peer)?.seq ?? 0;
  const [said, setSaid] = useState(0);
  const readSeq = Math.max(conversation.read_seq, said);
  const unread = newest > readSeq;
  const [freshAfter, setFreshAfter] = useState(unread ? readSeq : null);
  const looking = usePresent() && atEnd;
  const queries = useQueryClient();
  const { mutate: say } = useMutation({
    mutationFn: (seq: number) => sayRead(me, peer, seq),
    retry: 5,
    retryDelay: 2_000,
    onSuccess: () => refreshCounts(queries),
  });

  useEffect(() => {
    if (!unread) return;
    if (!looking) return setFreshAfter(readSeq);
    setSaid(newest);
    showRead(queries, peer, newest);
    say(newest);
  }, [unread, looking, readSeq, newest, peer, queries, say]);

  return { readSeq, freshAfter, forgetFresh: () => setFreshAfter(null) };
}

function sayRead(me: string, peer: string, seq: number): Promise<{ unread: number }> {
  return lineOf(me)?.ask("read", { user_id: peer, seq }) ?? readUpTo(peer, seq);
}
