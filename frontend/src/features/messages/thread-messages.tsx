import { ArrowDown } from "lucide-react";
import type { Person } from "@/api/types";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { MessageRun } from "./message-run";
import { dayName } from "./moments";
import { NextMark } from "./next-mark";
import type { Thread } from "./thread";
import type { Day } from "./timeline";
import { useTyping } from "./typing";
import type { useScroll } from "./use-scroll";

interface ThreadMessagesProps {
  user: Person;
  days: readonly Day[];
  thread: Thread;
  scroll: ReturnType<typeof useScroll>;
  /** How many of theirs one has not seen, since they are further down. */
  below: number;
  older: { load: () => void; isLoading: boolean; failed: boolean };
  onRetry: (client_id: string) => void;
  onDiscard: (client_id: string) => void;
}

/** All that is loaded of a conversation, by day; it is scrolled from its end. */
export function ThreadMessages(props: ThreadMessagesProps) {
  const { user, days, thread, scroll, below, older, onRetry, onDiscard } = props;
  const last = days.at(-1)?.runs.at(-1)?.bubbles.at(-1);
  return (
    <div className="relative min-h-0 flex-1 bg-paper">
      {/* biome-ignore lint/a11y/useSemanticElements: a section would be one more landmark of the page. */}
      <div
        ref={scroll.region}
        role="group"
        aria-label={`Messages with ${user.name ?? "a deleted account"}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get there.
        tabIndex={0}
        onScroll={scroll.onScroll}
        className="flex h-full flex-col-reverse overflow-y-auto overscroll-contain -outline-offset-3"
      >
        <div className="flex flex-col gap-5 px-3 pt-4 pb-2 sm:px-5">
          <Top user={user} thread={thread} older={older} />
          {days.map(({ day, runs }) => (
            <section key={day} aria-label={dayName(day, new Date())} className="flex flex-col gap-3">
              <p
                aria-hidden
                className="sticky top-2 z-10 self-center [overflow-anchor:none] rounded-full border border-line bg-surface px-3 py-0.5 text-ink-soft text-sm"
              >
                {dayName(day, new Date())}
              </p>
              {runs.map((run) => (
                <MessageRun
                  key={`${run.mine}:${run.bubbles[0]?.client_id}`}
                  run={run}
                  name={user.name}
                  onRetry={onRetry}
                  onDiscard={onDiscard}
                />
              ))}
            </section>
          ))}
          <div className="-mt-3 flex min-h-6 items-center">
            <Typing user={user} />
            {last?.mine && <NextMark user={user} state={last.state} />}
          </div>
        </div>
      </div>
      {!scroll.atEnd && <ToEnd below={below} onClick={scroll.toEnd} />}
    </div>
  );
}

function Top({
  user,
  thread: { whole, messages },
  older,
}: Pick<ThreadMessagesProps, "user" | "thread" | "older">) {
  if (whole)
    return (
      <p className="py-2 text-center text-ink-soft text-sm [overflow-anchor:none]">
        {messages.length === 0 ? `Say hello to ${user.name ?? "them"}.` : "This is where it began."}
      </p>
    );
  return (
    <div className="flex flex-col items-center gap-2 [overflow-anchor:none]">
      {older.failed && <p role="alert">Earlier messages could not be loaded.</p>}
      <Button look="outline" size="sm" busy={older.isLoading} onClick={older.load}>
        {older.failed ? "Try again" : "Earlier messages"}
      </Button>
    </div>
  );
}

function Typing({ user }: { user: Person }) {
  if (!useTyping(user.id)) return null;
  return (
    <p className="flex items-center gap-2 text-ink-soft text-sm">
      <span aria-hidden className="flex gap-1 rounded-full border border-line bg-surface px-2.5 py-2">
        {["", "[animation-delay:0.2s]", "[animation-delay:0.4s]"].map((delay) => (
          <span
            key={delay}
            className={classNames("size-1.5 animate-shimmer rounded-full bg-ink-soft", delay)}
          />
        ))}
      </span>
      {user.name} is writing…
    </p>
  );
}

function ToEnd({ below, onClick }: { below: number; onClick: () => void }) {
  const words = below === 1 ? "One new message" : `${below} new messages`;
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={below === 0 ? "To the newest message" : `${words}, go there`}
      className="absolute right-4 bottom-3 flex min-h-11 min-w-11 animate-rise items-center justify-center gap-2 rounded-full border border-line-strong bg-surface px-3 font-semibold text-sm shadow-lg hover:border-brand hover:text-brand"
    >
      {below > 0 && words}
      <ArrowDown aria-hidden className="size-5" />
    </button>
  );
}
