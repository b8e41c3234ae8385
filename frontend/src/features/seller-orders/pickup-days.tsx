import { CircleAlert } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Pickups } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { dayLabel, isDay } from "@/lib/days";

type PickupDay = Pickups["days"][number];

export interface PickupChoice {
  /** A day such as 2026-11-20; undefined is today. */
  day: string | undefined;
  overdue: boolean;
}

export function choiceFrom(params: URLSearchParams): PickupChoice {
  const overdue = params.get("overdue") === "true";
  const day = params.get("day");
  return { day: !overdue && isDay(day) ? day : undefined, overdue };
}

/** The two weeks from today, each with how many wait, as links. */
export function PickupDays({ pickups }: { pickups: Pickups }) {
  return (
    <nav aria-label="Days" className="-mx-4 mb-5 overflow-x-auto px-4 py-1 lg:mx-0 lg:px-0 print:hidden">
      <ul className="flex gap-2 lg:grid lg:grid-cols-14 lg:gap-1.5">
        {pickups.days.map((day) => (
          <li key={day.day}>
            <DayLink
              day={day}
              current={day.day === pickups.day}
              to={day.day === pickups.today ? "/seller/pickups" : `/seller/pickups?day=${day.day}`}
            />
          </li>
        ))}
      </ul>
    </nav>
  );
}

function DayLink({ day, current, to }: { day: PickupDay; current: boolean; to: string }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <Link
      ref={link}
      to={to}
      preventScrollReset
      aria-current={current ? "date" : undefined}
      aria-label={`${weekday(day.day, "long")}, ${dayLabel(day.day)}: ${waiting(day)}`}
      className={classNames(
        "flex min-h-20 w-15 flex-col items-center justify-center rounded-xl border px-1 py-1.5 leading-tight lg:w-full",
        current
          ? "border-brand bg-brand text-on-brand"
          : "border-line bg-surface hover:border-brand hover:text-brand",
      )}
    >
      <span className="text-sm">{weekday(day.day, "short")}</span>
      <span className="font-display text-xl">{Number(day.day.slice(8))}</span>
      <span className={classNames("text-sm", day.placed > 0 ? "font-bold" : !current && "text-ink-soft")}>
        {day.placed > 0 ? day.placed : "–"}
      </span>
    </Link>
  );
}

function waiting({ placed, completed }: PickupDay): string {
  const open = placed === 1 ? "one order waits" : `${placed || "no"} orders wait`;
  return completed > 0 ? `${open}, ${completed} handed over` : open;
}

export function weekday(day: string, length: "long" | "short"): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: length }).format(Date.parse(day));
}

/** Says that some were not picked up when they were due, and leads to them. */
export function OverdueNotice({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className="mb-5 flex flex-wrap items-center gap-x-3 rounded-xl bg-accent-tint px-4 py-1.5 text-accent-text print:hidden">
      <CircleAlert aria-hidden className="size-5 shrink-0" />
      {count === 1
        ? "One order from an earlier day still waits."
        : `${count} orders from earlier days still wait.`}
      <Link
        to="/seller/pickups?overdue=true"
        className="inline-flex min-h-11 items-center font-semibold underline underline-offset-4"
      >
        {count === 1 ? "Show it" : "Show them"}
      </Link>
    </p>
  );
}
