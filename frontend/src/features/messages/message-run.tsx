import { classNames } from "@/lib/class-names";
import { MessageBubble } from "./message-bubble";
import type { Run } from "./timeline";

interface MessageRunProps {
  run: Run;
  /** Of the other one. */
  name: string | null;
  onRetry: (client_id: string) => void;
  onDiscard: (client_id: string) => void;
}

/** What one of the two wrote at a stretch. */
export function MessageRun({ run, name, onRetry, onDiscard }: MessageRunProps) {
  const { mine, fresh, bubbles } = run;
  return (
    <>
      {fresh && <FreshFromHere />}
      <ol
        aria-label={mine ? "You wrote" : `${name ?? "They"} wrote`}
        className={classNames("flex flex-col gap-1", mine ? "items-end" : "items-start")}
      >
        {bubbles.map((bubble, place) => (
          <MessageBubble
            key={bubble.client_id}
            bubble={bubble}
            last={place === bubbles.length - 1}
            onRetry={onRetry}
            onDiscard={onDiscard}
          />
        ))}
      </ol>
    </>
  );
}

function FreshFromHere() {
  return (
    <p className="flex items-center gap-3 font-semibold text-accent-text text-sm before:h-px before:flex-1 before:bg-accent after:h-px after:flex-1 after:bg-accent">
      New messages
    </p>
  );
}
