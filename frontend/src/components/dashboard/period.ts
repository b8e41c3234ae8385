import { useMemo } from "react";
import { useSearchParams } from "react-router";
import { dayLabel, daysFromTo, isDay } from "@/lib/days";

export const periodNames = ["today", "7d", "30d", "90d"] as const;
export type PeriodName = (typeof periodNames)[number];

/** Fit to be the query of a call that takes a period. */
export type PeriodQuery = { period: PeriodName } | { from: string; to: string };

export const daysAtMost = 366;
const usual: PeriodName = "30d";

export const periodLabels: Record<PeriodName, string> = {
  today: "Today",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
};

/** Reads `period`, or `from` and `to`; whatever makes no sense is the usual 30 days. */
export function periodFrom(params: URLSearchParams): PeriodQuery {
  const from = params.get("from");
  const to = params.get("to");
  if (isDay(from) && isDay(to) && rangeProblem(from, to) === null) return { from, to };
  return { period: periodNames.find((name) => name === params.get("period")) ?? usual };
}

/** The address's parameters with another period; the usual one is left out. */
export function withPeriod(params: URLSearchParams, period: PeriodQuery): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const name of ["period", "from", "to"]) next.delete(name);
  for (const [name, value] of Object.entries(period)) if (value !== usual) next.set(name, value);
  return next;
}

/** Why these two days are no period, or null. */
export function rangeProblem(from: string, to: string): string | null {
  if (!isDay(from) || !isDay(to)) return "Choose both days.";
  if (from > to) return "The last day is before the first one.";
  if (daysFromTo(from, to) > daysAtMost) return `At most ${daysAtMost} days can be shown at once.`;
  return null;
}

/** "Last 7 days", or "1 Nov 2026 to 15 Nov 2026". */
export function periodLabel(period: PeriodQuery): string {
  if ("from" in period) {
    const { from, to } = period;
    return from === to ? dayLabel(from) : `${dayLabel(from)} to ${dayLabel(to)}`;
  }
  return period.period === "today" ? "Today" : `Last ${periodLabels[period.period]}`;
}

/** The period in the address. The same address gives the same object: good for a query key. */
export function usePeriod(): PeriodQuery {
  const [params] = useSearchParams();
  return useMemo(() => periodFrom(params), [params]);
}
