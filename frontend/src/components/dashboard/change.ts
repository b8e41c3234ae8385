import { formatShare } from "@/lib/numbers";

export type Direction = "up" | "down" | "same";

export interface Change {
  direction: Direction;
  /** "12.5%"; null when there is nothing to compare with. */
  share: string | null;
  /** For screen readers, which see no arrow. */
  words: string;
}

/** How a figure moved against the period before. From nothing there is no percentage. */
export function changeOf(now: number, before: number): Change {
  if (now === before) return { direction: "same", share: null, words: "The same as in the period before" };
  const direction = now > before ? "up" : "down";
  if (before === 0) return { direction, share: null, words: "Nothing in the period before" };
  const share = formatShare(Math.abs(now - before) / Math.abs(before));
  return {
    direction,
    share,
    words: `${share} ${direction === "up" ? "more" : "less"} than in the period before`,
  };
}
