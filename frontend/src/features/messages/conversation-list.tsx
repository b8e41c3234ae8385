import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageCircleMore } from "lucide-react";
import { conversationsQuery } from "@/api/messages";
import type { Role } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useSession } from "@/session/session";
import { ConversationRow } from "./conversation-row";

export function ConversationList({ me, open }: { me: string; open: string | null }) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useInfiniteQuery(conversationsQuery);
  if (data === undefined && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <ListSkeleton />;
  const conversations = data.pages.flatMap(({ items }) => items);
  if (conversations.length === 0) return <NoConversations />;
  return (
    <>
      <ul aria-label="Conversations" className="flex flex-col p-2">
        {uniqueBy(conversations, ({ user }) => user.id).map((conversation) => (
          <ConversationRow
            key={conversation.user.id}
            me={me}
            conversation={conversation}
            open={conversation.user.id === open}
          />
        ))}
      </ul>
      {hasNextPage && (
        <div className="flex justify-center pb-4">
          <Button look="outline" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </>
  );
}

/** A conversation that moved to the top between two pages is on both. */
function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed();
}

const beginnings: Record<Role, { text: string; to: string; label: string }> = {
  buyer: {
    text: "Ask a seller on any product's page, or write about an order from its page.",
    to: "/products",
    label: "Look around",
  },
  seller: {
    text: "Buyers write to you from your products' pages. You can write to a buyer from their order.",
    to: "/seller/orders",
    label: "To my orders",
  },
  admin: {
    text: "Write to anybody from their page in the list of users, or about an order.",
    to: "/admin/users",
    label: "To the users",
  },
};

function NoConversations() {
  const { text, to, label } = beginnings[useSession().user?.role ?? "buyer"];
  return (
    <EmptyState
      icon={<MessageCircleMore />}
      title="No conversations yet"
      action={<ButtonLink to={to}>{label}</ButtonLink>}
    >
      <p>{text}</p>
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-5 p-5">
      <span className="sr-only">Loading</span>
      {["w-3/4", "w-full", "w-2/3", "w-5/6"].map((width) => (
        <div key={width} className="flex items-center gap-3">
          <Skeleton className="size-11 shrink-0 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className={`h-4 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
