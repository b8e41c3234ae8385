import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { Link, type To } from "react-router";
import { Skeleton } from "@/components/ui/skeleton";
import { classNames } from "@/lib/class-names";
import { type Change, changeOf } from "./change";

interface StatTileProps {
  label: string;
  /** Written out already: "$1,234.50". Null while it loads. */
  value: string | null;
  /** The figure now and in the period before; without it nothing is compared. */
  compare?: { now: number; before: number };
  /** A line below the value, in place of the comparison. */
  note?: ReactNode;
  /** Where the figure leads. */
  to?: To;
  tone?: "plain" | "warning";
}

/** One figure: what it is, how much, and how it moved. Put it into a `StatGrid`. */
export function StatTile({ label, value, compare, note, to, tone = "plain" }: StatTileProps) {
  return (
    <div
      className={classNames(
        "@container relative flex flex-col rounded-2xl border bg-surface p-4",
        tone === "warning" ? "border-accent" : "border-line",
        to !== undefined && "hover:border-brand",
      )}
    >
      <dt className="text-ink-soft text-sm">
        {to === undefined ? (
          label
        ) : (
          <Link to={to} className="underline-offset-4 after:absolute after:inset-0 hover:underline">
            {label}
          </Link>
        )}
      </dt>
      <dd className="mt-1 font-display text-[clamp(1.1rem,min(13cqi,5.2vw),1.6rem)] tabular-nums">
        {value ?? <Skeleton className="h-8 w-24" />}
      </dd>
      {value !== null && compare && <ChangeLine change={changeOf(compare.now, compare.before)} />}
      {value !== null && note && <dd className="mt-1 text-ink-soft text-sm">{note}</dd>}
    </div>
  );
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, same: ArrowRight };
const tones = { up: "text-good", down: "text-danger", same: "text-ink-soft" };

function ChangeLine({ change: { direction, share, words } }: { change: Change }) {
  const Arrow = arrows[direction];
  return (
    <dd className="mt-1 flex items-center gap-1 text-sm">
      <Arrow aria-hidden className={classNames("size-4 shrink-0", tones[direction])} />
      <span
        aria-hidden
        className={share === null ? "text-ink-soft" : classNames("font-semibold", tones[direction])}
      >
        {share ?? (direction === "same" ? "No change" : "New")}
      </span>
      <span className="sr-only">{words}</span>
    </dd>
  );
}

/** Tiles side by side; two on a phone, where an odd last one takes the whole row. */
export function StatGrid({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section aria-label={label}>
      <dl className="grid grid-cols-2 gap-3 max-md:[&>:last-child:nth-child(odd)]:col-span-2 md:grid-cols-[repeat(auto-fit,minmax(10rem,1fr))]">
        {children}
      </dl>
    </section>
  );
}
