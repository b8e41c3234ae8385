import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import { Navigate, useParams } from "react-router";
import { conversationQuery } from "@/api/messages";
import { ApiProblem } from "@/api/problem";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { useSession } from "@/session/session";
import { threadQuery } from "./caches";
import { OpenThread } from "./open-thread";

const gone = new Set([404, 422]);

export function ThreadPage() {
  const { userId = "" } = useParams();
  const me = useSession().user?.id;
  if (me === undefined) return null;
  if (userId === me) return <Navigate replace to="/messages" />;
  return <ThreadWith key={userId} me={me} peer={userId} />;
}

function ThreadWith({ me, peer }: { me: string; peer: string }) {
  const conversation = useQuery(conversationQuery(peer));
  const thread = useQuery(threadQuery(me, peer));
  usePageTitle(conversation.data ? (conversation.data.user.name ?? "Deleted account") : null);
  if (conversation.data && thread.data)
    return (
      <Frame>
        <OpenThread me={me} conversation={conversation.data} thread={thread.data} />
      </Frame>
    );
  const error = conversation.error ?? thread.error;
  if (error instanceof ApiProblem && gone.has(error.status)) return <Gone />;
  if (error)
    return (
      <Frame>
        <ErrorState
          error={error}
          page
          onRetry={() => {
            void conversation.refetch();
            void thread.refetch();
          }}
        />
      </Frame>
    );
  return (
    <Frame>
      <ThreadSkeleton />
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-full min-h-0 flex-col overflow-hidden bg-surface lg:rounded-2xl lg:border lg:border-line">
      {children}
    </div>
  );
}

function Gone() {
  usePageTitle("Nobody here");
  return (
    <Frame>
      <EmptyState
        page
        icon={<UserRoundX />}
        title="Nobody here"
        action={<ButtonLink to="/messages">All messages</ButtonLink>}
      >
        <p>This account does not exist, or was deleted. Nobody can write to it any more.</p>
      </EmptyState>
    </Frame>
  );
}

function ThreadSkeleton() {
  return (
    <div role="status" className="flex flex-1 flex-col">
      <span className="sr-only">Loading</span>
      <div className="flex items-center gap-3 border-line border-b px-4 py-2.5">
        <Skeleton className="size-11 rounded-full" />
        <Skeleton className="h-5 w-36" />
      </div>
      <div className="flex flex-1 flex-col justify-end gap-3 bg-paper p-4">
        <Skeleton className="h-11 w-1/2 rounded-2xl" />
        <Skeleton className="h-16 w-2/3 rounded-2xl" />
        <Skeleton className="h-11 w-2/5 self-end rounded-2xl" />
        <Skeleton className="h-11 w-1/3 rounded-2xl" />
      </div>
    </div>
  );
}
