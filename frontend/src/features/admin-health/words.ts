const sizes = ["B", "kB", "MB", "GB", "TB"];

/** 1536000 -> "1.5 MB" */
export function formatBytes(bytes: number): string {
  const step = Math.min(sizes.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const amount = bytes / 1000 ** step;
  return `${step > 0 && amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${sizes[step]}`;
}

/** 45 -> "45 s", 3720 -> "1 h 2 min", 200000 -> "2 d 7 h" */
export function formatSpan(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3_600, 60].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  if (days > 0) return `${days} d ${hours % 24} h`;
  if (hours > 0) return `${hours} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min` : `${Math.floor(seconds)} s`;
}

/** 12.34 -> "12 ms", 0.4 -> "0.4 ms", 2500 -> "2.5 s"; null when nothing was measured. */
export function formatMs(ms: number | null): string {
  if (ms === null) return "–";
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 && ms !== Math.round(ms) ? ms.toFixed(1) : Math.round(ms)} ms`;
}

const clock = new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", second: "2-digit" });

/** "12:04:31 PM" by the reader's own clock. */
export function formatMoment(moment: string): string {
  return clock.format(new Date(moment)).replace(/\u202f/g, " ");
}

/** A problem without how long it has lasted, which changes with every look. */
export function withoutSpans(problem: string): string {
  return problem
    .replace(/ does not answer$/, " has not answered")
    .replace(/ (has not (?:answered|reported)) for \d+ s/, " $1")
    .replace(/ \d+ s (behind|late)/, " $1");
}
