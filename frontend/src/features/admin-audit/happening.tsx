import { ShieldAlert } from "lucide-react";
import { Link } from "react-router";
import type { AuditRow } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { type Part, tell } from "./sentences";

/** One row of the log as a sentence, with its reason below. */
export function Happening({ row }: { row: AuditRow }) {
  const { parts, reason, weight } = tell(row);
  return (
    <div className="flex gap-2.5 font-normal">
      {weight === "alarm" && (
        <ShieldAlert role="img" aria-label="Watch this" className="mt-0.5 size-5 shrink-0 text-danger" />
      )}
      <div className="min-w-0">
        <p className={classNames("[overflow-wrap:anywhere]", weight === "alarm" && "text-danger")}>
          {parts.map((part) => (
            <SentencePart key={typeof part === "string" ? part : part.to} part={part} />
          ))}
        </p>
        {reason && <p className="mt-0.5 text-ink-soft [overflow-wrap:anywhere]">Reason: {reason}</p>}
      </div>
    </div>
  );
}

function SentencePart({ part }: { part: Part }) {
  if (typeof part === "string") return part;
  return (
    <Link
      to={part.to}
      className="font-semibold text-brand underline underline-offset-4 hover:text-brand-strong"
    >
      {part.text}
    </Link>
  );
}
