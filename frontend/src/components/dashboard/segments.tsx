import type { ReactNode } from "react";
import { Link, type To } from "react-router";
import { classNames } from "@/lib/class-names";

/** Links side by side in one frame, of which one is current: `<Segments label="Period"><Segment …/></Segments>`. */
export function Segments({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav
      aria-label={label}
      className="flex max-w-full flex-wrap gap-0.5 rounded-xl border border-line bg-surface p-0.5"
    >
      {children}
    </nav>
  );
}

export function Segment({ to, current, children }: { to: To; current: boolean; children: ReactNode }) {
  return (
    <Link
      to={to}
      preventScrollReset
      aria-current={current ? "true" : undefined}
      className={segmentClass(current)}
    >
      {children}
    </Link>
  );
}

/** For a button among the links. */
export function segmentClass(current: boolean): string {
  return classNames(
    "inline-flex min-h-11 items-center gap-2 rounded-lg px-2.5 font-semibold sm:px-3.5 whitespace-nowrap",
    current ? "bg-brand text-on-brand" : "text-ink-soft hover:bg-sunken hover:text-ink",
  );
}
