const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "long" });
const day_ms = 86_400_000;
const daysByName = 6;

/** "8:31 PM" by this browser's clock. */
export function clockTime(moment: string): string {
  return clock.format(new Date(moment)).replace(/\u202f/g, " ");
}

/** "Today", "Yesterday", "Friday", "Friday, 20 November", and the year when it is another one. */
export function dayName(day: string, now: Date): string {
  const date = new Date(`${day}T12:00:00`);
  const ago = daysBetween(date, now);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  if (ago > 1 && ago <= daysByName) return weekday.format(date);
  return `${weekday.format(date)}, ${dateIn(date, now, "long")}`;
}

/** As short as can be: the clock for today, the day for what is older. */
export function shortTime(moment: string, now: Date): string {
  const date = new Date(moment);
  const ago = daysBetween(date, now);
  if (ago <= 0) return clockTime(moment);
  if (ago === 1) return "Yesterday";
  if (ago <= daysByName) return weekday.format(date);
  return dateIn(date, now, "short");
}

/** "20 November 2026 at 20:31", for tooltips. */
export function fullTime(moment: string): string {
  return new Date(moment).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
}

function dateIn(date: Date, now: Date, month: "long" | "short"): string {
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month, year }).format(date);
}

function daysBetween(date: Date, now: Date): number {
  const [from, to] = [date, now].map((each) => new Date(each).setHours(12, 0, 0, 0));
  return Math.round(((to ?? 0) - (from ?? 0)) / day_ms);
}
