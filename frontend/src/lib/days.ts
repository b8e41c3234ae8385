import { formatDay } from "./shop-time";

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const day_ms = 86_400_000;

/** A day of the calendar that exists, such as 2026-11-20. */
export function isDay(text: string | null): text is string {
  return text !== null && pattern.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}

/** How many days from one to the other, both counted. */
export function daysFromTo(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / day_ms) + 1;
}

/** "2026-11-20" -> "20 Nov 2026" */
export function dayLabel(day: string): string {
  return formatDay(day, "UTC");
}

/** "2026-11-20" -> "20 Nov" */
export function shortDayLabel(day: string): string {
  return dayLabel(day).replace(/ \d{4}$/, "");
}
