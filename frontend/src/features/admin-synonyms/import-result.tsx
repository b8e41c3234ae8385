import { CircleAlert } from "lucide-react";
import { Fragment } from "react";
import type { SynonymImportResult } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { formatCount } from "@/lib/numbers";
import { asSentence } from "./words";

/** What an import would do, or which lines keep it from doing anything. */
export function ImportResult({ result }: { result: SynonymImportResult }) {
  const { failed, added, removed, unchanged } = result;
  if (failed > 0) return <BadLines result={result} />;
  if (added + removed === 0)
    return (
      <p className="rounded-xl bg-sunken px-4 py-3">
        {unchanged === 0
          ? "There is no group in this text."
          : "Nothing would change: all of it is there already."}
      </p>
    );
  const counts = [
    ["To be added", added],
    ["To be removed", removed],
    ["There already", unchanged],
  ] as const;
  return (
    <dl
      className={classNames(
        "grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-xl px-4 py-3 font-semibold",
        removed > 0 ? "bg-accent-tint text-accent-text" : "bg-good-tint text-good",
      )}
    >
      {counts.map(([label, count]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd className="text-right tabular-nums">{groups(count)}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function BadLines({ result }: { result: SynonymImportResult }) {
  const { failed, errors } = result;
  return (
    <div className="rounded-xl bg-danger-tint px-4 py-3 text-danger">
      <p className="flex items-start gap-2.5 font-semibold">
        <CircleAlert aria-hidden className="mt-0.5 size-5 shrink-0" />
        {undoneText(result)}
      </p>
      <ul aria-label="Lines to mend" className="mt-2 flex flex-col gap-1 pl-7.5">
        {errors.map(({ line, message }) => (
          <li key={line} className="wrap-anywhere">
            <span className="font-semibold tabular-nums">Line {formatCount(line)}:</span>{" "}
            {asSentence(message)}
          </li>
        ))}
      </ul>
      {failed > errors.length && (
        <p className="mt-1 pl-7.5">And {formatCount(failed - errors.length)} more.</p>
      )}
    </div>
  );
}

/** Why nothing was imported. */
export function undoneText({ failed }: Pick<SynonymImportResult, "failed">): string {
  return failed === 1
    ? "One line cannot be read. Nothing is imported until it is mended."
    : `${formatCount(failed)} lines cannot be read. Nothing is imported until they are mended.`;
}

/** "3 groups added, no group removed" */
export function doneText({ added, removed }: Pick<SynonymImportResult, "added" | "removed">): string {
  return `${groups(added)} added, ${groups(removed)} removed`;
}

function groups(count: number): string {
  if (count === 1) return "one group";
  return count === 0 ? "no group" : `${formatCount(count)} groups`;
}
