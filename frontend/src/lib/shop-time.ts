/** "Sunday, 22 November 2026, from 8:00 AM (New York time)": a moment by the shop's own calendar and clock. */
export function formatPickup(moment: string, zone: string): string {
  return `${formatDay(moment, zone, "long")}, from ${formatClock(moment, zone)} (${zoneName(zone)})`;
}

/** "Sunday, 22 November 2026", or in short "22 Nov 2026", as the day is in `zone`. */
export function formatDay(moment: string, zone: string, length: "long" | "short" = "short"): string {
  return new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    weekday: length === "long" ? "long" : undefined,
    day: "numeric",
    month: length,
    year: "numeric",
  })
    .format(new Date(moment))
    .replace(/^(\w+) /, (_, word: string) => (length === "long" ? `${word}, ` : `${word} `));
}

/** "20 Nov 2026, 1:30 PM" in `zone`. */
export function formatMoment(moment: string, zone: string): string {
  return `${formatDay(moment, zone)}, ${formatClock(moment, zone)}`;
}

/** "8:00 AM" in `zone`. */
export function formatClock(moment: string, zone: string): string {
  return new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "numeric", minute: "2-digit" })
    .format(new Date(moment))
    .replace(/\u202f/g, " ");
}

/** "America/New_York" -> "New York time". */
export function zoneName(zone: string): string {
  const place = zone.split("/").at(-1)?.replaceAll("_", " ") ?? zone;
  return place === "UTC" ? "UTC" : `${place} time`;
}
