import { Ban } from "lucide-react";
import { Link } from "react-router";
import type { Conversation } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { OnlineDot } from "@/presence/person-name";
import { Avatar } from "./avatar";
import { fullTime, shortTime } from "./moments";
import { useTyping } from "./typing";

interface ConversationRowProps {
  me: string;
  conversation: Conversation;
  /** It is the one shown beside. */
  open: boolean;
}

export function ConversationRow({ me, conversation, open }: ConversationRowProps) {
  const { user, last, unread, blocked } = conversation;
  const fresh = unread > 0 && !open;
  return (
    <li>
      <Link
        to={`/messages/${user.id}`}
        aria-current={open ? "page" : undefined}
        className={classNames(
          "flex items-center gap-3 rounded-xl px-2.5 py-2.5",
          open ? "bg-brand-tint" : "hover:bg-sunken",
        )}
      >
        <Avatar id={user.id} name={user.name} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="flex min-w-0 flex-1 items-baseline">
              <span className={classNames("truncate", fresh ? "font-bold" : "font-semibold")}>
                {user.name ?? "Deleted account"}
              </span>
              <OnlineDot userId={user.id} />
            </span>
            {last && (
              <time
                dateTime={last.sent_at}
                title={fullTime(last.sent_at)}
                className={classNames("shrink-0 text-sm", fresh ? "text-accent-text" : "text-ink-soft")}
              >
                {shortTime(last.sent_at, new Date())}
              </time>
            )}
          </span>
          <span className="flex items-center gap-2">
            <Preview me={me} conversation={conversation} fresh={fresh} />
            {blocked && <Ban role="img" aria-label="Blocked" className="size-4 shrink-0 text-ink-soft" />}
            {fresh && <UnreadBadge count={unread} />}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Preview({
  me,
  conversation: { user, last },
  fresh,
}: Pick<ConversationRowProps, "me" | "conversation"> & { fresh: boolean }) {
  const writes = useTyping(user.id);
  if (writes) return <span className="flex-1 truncate text-brand text-sm">is writing…</span>;
  return (
    <span
      dir="auto"
      className={classNames("flex-1 truncate text-sm", fresh ? "font-semibold text-ink" : "text-ink-soft")}
    >
      {last && last.sender_id === me && "You: "}
      {last?.body}
    </span>
  );
}

function UnreadBadge({ count }: { count: number }) {
  return (
    <span className="grid h-5 min-w-5 shrink-0 place-items-center rounded-full bg-accent px-1.5 font-bold text-on-accent text-xs tabular-nums">
      {count > 99 ? "99+" : count}
      <span className="sr-only"> unread</span>
    </span>
  );
}
