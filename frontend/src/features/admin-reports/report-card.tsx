import { UserRound } from "lucide-react";
import { useId } from "react";
import { Link } from "react-router";
import type { Report } from "@/api/types";
import { Badge } from "@/components/ui/badge";
import { Button, ButtonLink } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import { MessageLink } from "@/presence/message-link";
import { PersonName } from "@/presence/person-name";
import { outcomeOf } from "./outcomes";
import { QuotedMessages } from "./quoted-messages";

type Person = Report["reporter"];

/** One report: who, whom, when and why, what the two wrote, and what came of it. */
export function ReportCard({ report, onClose }: { report: Report; onClose: () => void }) {
  const id = useId();
  const { reporter, reported } = report;
  return (
    <article
      aria-labelledby={id}
      className="wrap-anywhere flex flex-col gap-4 rounded-2xl border border-line bg-surface p-4 lg:p-5"
    >
      <header>
        <h2 id={id} className="font-semibold text-lg leading-snug">
          <Account person={reported} /> was reported
        </h2>
        <p className="text-ink-soft text-sm">
          by <Account person={reporter} />, <TimeAgo moment={report.created_at} />
        </p>
      </header>
      <blockquote className="max-w-prose whitespace-pre-line rounded-xl bg-sunken px-4 py-3">
        <span className="sr-only">Reason: </span>
        {report.reason}
      </blockquote>
      <QuotedMessages report={report} />
      {report.state === "closed" ? (
        <Closing report={report} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={onClose} aria-label={`Close the report about ${nameOf(reported)}`}>
            Close the report
          </Button>
          <MessageLink userId={reported.id} className="max-w-full">
            <span className="truncate">Write to {nameOf(reported)}</span>
          </MessageLink>
          <ButtonLink look="outline" size="sm" to={`/admin/users/${reported.id}`} className="max-w-full">
            <UserRound aria-hidden className="size-5 shrink-0" />
            <span className="truncate">Account of {nameOf(reported)}</span>
          </ButtonLink>
        </div>
      )}
    </article>
  );
}

function Account({ person }: { person: Person }) {
  return (
    <Link to={`/admin/users/${person.id}`} className="underline-offset-4 hover:text-brand hover:underline">
      <PersonName id={person.id} name={person.name} />
    </Link>
  );
}

function Closing({ report: { outcome, note, closed_by, closed_at } }: { report: Report }) {
  const known = outcome && outcomeOf(outcome);
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-ink-soft text-sm">
        {known && <Badge tone={known.tone}>{known.label}</Badge>}
        {closed_by && closed_at && (
          <span>
            Closed by {nameOf(closed_by)}, <TimeAgo moment={closed_at} />
          </span>
        )}
      </p>
      {note && <p className="max-w-prose whitespace-pre-line">{note}</p>}
    </div>
  );
}

function nameOf({ name }: Person): string {
  return name ?? "a deleted account";
}
