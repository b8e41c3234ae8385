import { useCallback, useMemo, useSyncExternalStore } from "react";
import type { About, Conversation } from "@/api/types";
import { BlockedNotice } from "./blocked-notice";
import { Composer } from "./composer";
import { type Messenger, useMessenger } from "./messenger";
import { NewMessages } from "./new-messages";
import type { Outgoing } from "./outbox";
import type { Thread } from "./thread";
import { ThreadHeader } from "./thread-header";
import { ThreadMessages } from "./thread-messages";
import { bubblesOf, timeline } from "./timeline";
import { useJump } from "./use-jump";
import { useOlder } from "./use-older";
import { useReading } from "./use-reading";
import { useScroll } from "./use-scroll";

interface OpenThreadProps {
  me: string;
  conversation: Conversation;
  thread: Thread;
}

/** A conversation: who it is with, what was written, and where to write. */
export function OpenThread({ me, conversation, thread }: OpenThreadProps) {
  const { user, blocked } = conversation;
  const gone = user.name === null;
  const messenger = useMessenger();
  const outgoing = useOutgoing(messenger, user.id);
  const { loadOlder, isLoading, failed } = useOlder(user.id);
  const scroll = useScroll(thread.messages[0]?.seq ?? 0, () => {
    if (!thread.whole && !isLoading && !failed) void loadOlder(null);
  });
  const { readSeq, freshAfter, forgetFresh } = useReading(me, conversation, thread, scroll.atEnd);
  useJump(scroll.region, loadOlder);

  const days = useMemo(
    () => timeline(bubblesOf(me, thread.messages, outgoing), freshAfter),
    [me, thread.messages, outgoing, freshAfter],
  );
  const retry = useCallback((client_id: string) => messenger?.retry(client_id), [messenger]);
  const discard = useCallback((client_id: string) => messenger?.outbox.remove(client_id), [messenger]);
  const below = thread.messages.filter(({ sender_id, seq }) => sender_id === user.id && seq > readSeq).length;

  function write(body: string, about: About | null): boolean {
    forgetFresh();
    scroll.toEnd();
    return messenger?.write(user.id, body, about) ?? false;
  }

  return (
    <>
      <ThreadHeader conversation={conversation} />
      <ThreadMessages
        user={user}
        days={days}
        thread={thread}
        scroll={scroll}
        below={below}
        older={{ load: () => void loadOlder(null), isLoading, failed }}
        onRetry={retry}
        onDiscard={discard}
      />
      <NewMessages user={user} messages={thread.messages} />
      {gone && <GoneNotice />}
      {!gone && blocked && <BlockedNotice conversation={conversation} />}
      {!gone && !blocked && messenger && (
        <Composer messenger={messenger} user={user} onWrite={write} waiting={outgoing.length} />
      )}
    </>
  );
}

function GoneNotice() {
  return (
    <p className="border-line border-t px-4 py-4 text-center text-ink-soft">
      This account was deleted. What you wrote to each other stays here.
    </p>
  );
}

const none: readonly Outgoing[] = [];

/** What was written to somebody and has not been acknowledged. */
function useOutgoing(messenger: Messenger | null, to: string): readonly Outgoing[] {
  const all = useSyncExternalStore(
    messenger?.outbox.subscribe ?? subscribeToNothing,
    () => messenger?.outbox.get() ?? none,
  );
  return useMemo(() => all.filter((outgoing) => outgoing.to === to), [all, to]);
}

function subscribeToNothing(): () => void {
  return () => {};
}
