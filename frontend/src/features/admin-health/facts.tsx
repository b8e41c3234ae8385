import type { ReactNode } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { classNames } from "@/lib/class-names";

interface Fact {
  label: string;
  value: ReactNode;
  tone?: "plain" | "danger";
}

interface FactCardProps {
  title: string;
  badge: { tone: BadgeTone; text: string };
  facts: readonly Fact[];
  /** What is wrong with it. */
  message?: string | null;
}

/** One part of the system in a list: its name, its state, and what it says of itself. */
export function FactCard({ title, badge, facts, message }: FactCardProps) {
  return (
    <li
      className={classNames(
        "min-w-0 rounded-xl border p-3",
        badge.tone === "danger" ? "border-danger/60 bg-danger-tint/40" : "border-line",
      )}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="min-w-0 font-semibold wrap-anywhere">{title}</h3>
        <Badge tone={badge.tone}>{badge.text}</Badge>
      </div>
      {message && <p className="mt-1.5 text-danger text-sm tabular-nums wrap-anywhere">{message}</p>}
      <dl className="mt-2 flex flex-col gap-1 text-sm">
        {facts.map(({ label, value, tone }) => (
          <div key={label} className="flex flex-wrap justify-between gap-x-3">
            <dt className="text-ink-soft">{label}</dt>
            <dd
              className={classNames(
                "ml-auto text-right tabular-nums wrap-anywhere",
                tone === "danger" && "font-semibold text-danger",
              )}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

export function FactCards({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul
      aria-label={label}
      className="grid gap-3 sm:grid-cols-2 xl:grid-cols-[repeat(auto-fit,minmax(12rem,1fr))]"
    >
      {children}
    </ul>
  );
}
