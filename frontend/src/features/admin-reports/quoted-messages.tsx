import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { Link } from "react-router";
import type { Report } from "@/api/types";
import { Button } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import { classNames } from "@/lib/class-names";
import { orderNumber } from "@/lib/order-number";

type Quoted = Report["messages"][number];

const shownAtFirst = 3;

/** What the two wrote before the report, oldest first; the newest few unless one asks for all. */
export function QuotedMessages({ report }: { report: Report }) {
  const id = useId();
  const [all, setAll] = useState(false);
  const { messages, reporter, reported } = report;
  if (messages.length === 0)
    return (
      <p className="text-ink-soft">They had not written to each other, as far as the reporter can see.</p>
    );
  const shown = all ? messages : messages.slice(-shownAtFirst);
  return (
    <div className="flex flex-col gap-2">
      {messages.length > shownAtFirst && (
        <Button
          look="ghost"
          size="sm"
          aria-expanded={all}
          aria-controls={id}
          onClick={() => setAll(!all)}
          className="self-start"
        >
          {all ? (
            <ChevronDown aria-hidden className="size-5" />
          ) : (
            <ChevronUp aria-hidden className="size-5" />
          )}
          {all ? "Show the newest only" : `Show all ${messages.length} messages`}
        </Button>
      )}
      <ol id={id} aria-label="What they wrote" className="flex flex-col gap-2.5">
        {shown.map((message) => {
          const byReported = message.sender_id === reported.id;
          const { name } = byReported ? reported : reporter;
          return (
            <li
              key={message.id}
              className={classNames("border-l-4 pl-3", byReported ? "border-danger" : "border-line-strong")}
            >
              <p className="text-ink-soft text-sm">
                <span className="font-semibold text-ink">{name ?? "Deleted account"}</span>{" "}
                <TimeAgo moment={message.sent_at} />
              </p>
              {message.about && <AboutLine about={message.about} />}
              <p className="max-w-prose whitespace-pre-line">{message.body}</p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function AboutLine({ about: { kind, id, name } }: { about: NonNullable<Quoted["about"]> }) {
  const product = kind === "product";
  return (
    <p className="text-sm">
      about{" "}
      <Link
        to={product ? `/admin/products?queue=all&search=${id}` : `/admin/orders?search=${id}`}
        className="font-semibold text-brand underline-offset-4 hover:underline"
      >
        {product ? name : `order ${orderNumber(id)}`}
      </Link>
    </p>
  );
}
