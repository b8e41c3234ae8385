import { Check, CheckCheck, CircleAlert, Clock3 } from "lucide-react";
import { memo } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { AboutLink } from "./about-link";
import { partsOf } from "./linked-text";
import { clockTime, fullTime } from "./moments";
import type { Bubble, State } from "./timeline";

interface MessageBubbleProps {
  bubble: Bubble;
  /** Of what was written at a stretch: it has the pointed corner. */
  last: boolean;
  onRetry: (client_id: string) => void;
  onDiscard: (client_id: string) => void;
}

export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { bubble, last, onRetry, onDiscard } = props;
  const { seq, mine, body, about, state, client_id } = bubble;
  return (
    <li
      data-seq={seq ?? undefined}
      tabIndex={-1}
      className={classNames(
        "flex max-w-[86%] flex-col gap-1.5 rounded-2xl px-3.5 py-2 sm:max-w-[75%]",
        mine ? "bg-brand-tint" : "border border-line bg-surface",
        last && (mine ? "rounded-br-md" : "rounded-bl-md"),
      )}
    >
      {about && <AboutLink about={about} />}
      <p>
        <span dir="auto" className="whitespace-pre-wrap wrap-anywhere">
          <LinkedText text={body} />
        </span>
        <Aside bubble={bubble} />
      </p>
      {state === "refused" && (
        <Refused bubble={bubble} onRetry={() => onRetry(client_id)} onDiscard={() => onDiscard(client_id)} />
      )}
    </li>
  );
});

function LinkedText({ text }: { text: string }) {
  return partsOf(text).map(({ text: part, href }, place) =>
    href === null ? (
      part
    ) : (
      <a
        // biome-ignore lint/suspicious/noArrayIndexKey: a text's parts never change their order.
        key={place}
        href={href}
        dir="ltr"
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="text-brand underline underline-offset-2"
      >
        {part}
      </a>
    ),
  );
}

const marks: Record<State, { icon: typeof Check; words: string; tone: string }> = {
  waiting: { icon: Clock3, words: "sending", tone: "" },
  refused: { icon: CircleAlert, words: "not sent", tone: "text-danger" },
  sent: { icon: Check, words: "sent", tone: "" },
  delivered: { icon: CheckCheck, words: "delivered", tone: "" },
  read: { icon: CheckCheck, words: "read", tone: "text-brand" },
};

/** When it was written and what has become of it, at the end of the text. */
function Aside({ bubble: { at, mine, state } }: { bubble: Bubble }) {
  const { icon: Icon, words, tone } = marks[state];
  return (
    <span className="float-right mt-1.5 ml-3 flex items-center gap-1 text-ink-soft text-xs">
      <time dateTime={at} title={fullTime(at)} className="whitespace-nowrap">
        {clockTime(at)}
      </time>
      {mine && (
        <>
          <Icon aria-hidden className={classNames("size-4", tone)} />
          <span className="sr-only">, {words}</span>
        </>
      )}
    </span>
  );
}

function Refused({
  bubble: { why },
  onRetry,
  onDiscard,
}: {
  bubble: Bubble;
  onRetry: () => void;
  onDiscard: () => void;
}) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-2 border-line border-t pt-1.5 text-sm">
      <p className="min-w-0 flex-1 basis-40 text-danger">Not sent. {why}</p>
      <Button look="ghost" size="sm" onClick={onRetry}>
        Try again
      </Button>
      <Button look="ghost" size="sm" onClick={onDiscard}>
        Discard
      </Button>
    </div>
  );
}
