import { useQuery, useQueryClient } from "@tanstack/react-query";
import { MessageCircle } from "lucide-react";
import { useEffect } from "react";
import { Link } from "react-router";
import { conversationsQuery, unreadMessagesQuery } from "@/api/messages";
import { CountBadge } from "@/components/ui/count-badge";
import { countInTitle } from "@/lib/page-title";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { useSession } from "@/session/session";
import { startMessenger } from "./messenger";
import { useMessageToasts } from "./use-message-toasts";

/** For everybody who is signed in: the way to their messages, with how many are unread. It takes in and sends them. */
export function MessagesIcon() {
  const me = useSession().user?.id;
  return me === undefined ? null : <Icon key={me} me={me} />;
}

function Icon({ me }: { me: string }) {
  const queries = useQueryClient();
  const unread = useQuery(unreadMessagesQuery).data?.messages ?? 0;
  useLiveRefresh(["message", "read"], [unreadMessagesQuery.queryKey, conversationsQuery.queryKey]);
  const say = useMessageToasts();
  useEffect(() => startMessenger(me, queries, say), [me, queries, say]);
  useEffect(() => {
    countInTitle(unread);
    return () => countInTitle(0);
  }, [unread]);
  return (
    <Link
      to="/messages"
      aria-label={unread === 0 ? "Messages" : `Messages, ${unread} unread`}
      className="relative grid size-11 place-items-center rounded-xl hover:bg-sunken"
    >
      <MessageCircle aria-hidden />
      <CountBadge count={unread} />
    </Link>
  );
}
