import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { conversationQuery } from "@/api/messages";
import type { Message } from "@/api/types";
import { toast } from "@/components/ui/toast";

const gather_ms = 300;
const previewAtMost = 80;
const nameKnownFor_ms = 5 * 60_000;

/** Says a message that came while one is elsewhere in the shop; many at once in one line. */
export function useMessageToasts(): (message: Message) => void {
  const { pathname } = useLocation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const at = useRef({ pathname, navigate });
  at.current = { pathname, navigate };
  const waiting = useRef<Message[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );

  return useCallback(
    (message) => {
      waiting.current.push(message);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        const come = waiting.current.filter(({ sender_id }) => !isShown(sender_id, at.current.pathname));
        waiting.current = [];
        void say(queries, come, (to) => void at.current.navigate(to));
      }, gather_ms);
    },
    [queries],
  );
}

/** In the conversation with them one sees it, and in the list of all. */
function isShown(senderId: string, pathname: string): boolean {
  return pathname === "/messages" || pathname === `/messages/${senderId}`;
}

async function say(queries: QueryClient, come: readonly Message[], go: (to: string) => void): Promise<void> {
  const first = come[0];
  if (first === undefined) return;
  if (come.length > 1) {
    const one = come.every(({ sender_id }) => sender_id === first.sender_id);
    const to = one ? `/messages/${first.sender_id}` : "/messages";
    return toast.info(`${come.length} new messages`, { label: "Show", run: () => go(to) });
  }
  const name = await nameOf(queries, first.sender_id);
  const text = first.body.length > previewAtMost ? `${first.body.slice(0, previewAtMost)}…` : first.body;
  toast.info(`${name}: ${text}`, { label: "Show", run: () => go(`/messages/${first.sender_id}`) });
}

async function nameOf(queries: QueryClient, userId: string): Promise<string> {
  const unknown = "New message";
  const query = { ...conversationQuery(userId), staleTime: nameKnownFor_ms };
  return queries.fetchQuery(query).then(
    ({ user }) => user.name ?? unknown,
    () => unknown,
  );
}
