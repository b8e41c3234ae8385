import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { foundMessagesQuery } from "@/api/messages";
import type { FoundMessage } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { Avatar } from "./avatar";
import { Excerpt } from "./excerpt";
import { fullTime, shortTime } from "./moments";

/** Messages that contain the words; each leads to its place in the conversation. */
export function FoundMessages({ me, words }: { me: string; words: string }) {
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery(foundMessagesQuery(words, page));
  if (data === undefined && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="m-4 h-40" />;
  if (data.total === 0)
    return (
      <EmptyState icon={<SearchX />} title="Nothing found">
        <p>No message of yours contains “{words}”.</p>
      </EmptyState>
    );
  return (
    <>
      <p role="status" className="px-5 pt-3 text-ink-soft text-sm">
        {data.total === 1 ? "One message" : `${data.total} messages`}
      </p>
      <ul aria-label="Messages found" className="flex flex-col p-2">
        {data.items.map((found) => (
          <FoundRow key={found.message.id} me={me} words={words} found={found} />
        ))}
      </ul>
      {data.pages > 1 && (
        <nav aria-label="Pages of messages found" className="flex justify-between gap-2 px-4 pb-4">
          <Button look="outline" size="sm" disabled={page === 1} onClick={() => setPage(page - 1)}>
            Newer
          </Button>
          <Button look="outline" size="sm" disabled={page >= data.pages} onClick={() => setPage(page + 1)}>
            Older
          </Button>
        </nav>
      )}
    </>
  );
}

function FoundRow({
  me,
  words,
  found: { user, message },
}: {
  me: string;
  words: string;
  found: FoundMessage;
}) {
  return (
    <li>
      <Link
        to={`/messages/${user.id}?at=${message.seq}`}
        className="flex items-start gap-3 rounded-xl px-2.5 py-2.5 hover:bg-sunken"
      >
        <Avatar id={user.id} name={user.name} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span className="flex-1 truncate font-semibold">{user.name ?? "Deleted account"}</span>
            <time
              dateTime={message.sent_at}
              title={fullTime(message.sent_at)}
              className="shrink-0 text-ink-soft text-sm"
            >
              {shortTime(message.sent_at, new Date())}
            </time>
          </span>
          <span dir="auto" className="line-clamp-2 wrap-anywhere text-ink-soft text-sm">
            {message.sender_id === me && "You: "}
            <Excerpt text={message.body} words={words} />
          </span>
        </span>
      </Link>
    </li>
  );
}
