const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

/** "just now", "5 min ago", "3 h ago", then the day: "18 Nov 2026". Clocks that differ a little do no harm. */
export function timeAgo(moment: string, now_ms: number): string {
  const age_ms = now_ms - Date.parse(moment);
  if (age_ms < minute_ms) return "just now";
  if (age_ms < hour_ms) return `${Math.floor(age_ms / minute_ms)} min ago`;
  if (age_ms < day_ms) return `${Math.floor(age_ms / hour_ms)} h ago`;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(moment),
  );
}
