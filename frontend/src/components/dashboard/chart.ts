export type Tone = "brand" | "accent" | "good" | "danger" | "soft";

export interface ChartSeries {
  label: string;
  /** One for each label. */
  values: readonly number[];
  tone?: Tone;
  /** A line that only compares: the period before. */
  dashed?: boolean;
}

export interface ChartContent {
  kind: "line" | "bar" | "doughnut";
  /** What each value belongs to, written out: days, products, statuses. */
  labels: readonly string[];
  /** Shorter labels for the axis. */
  axisLabels?: readonly string[];
  series: readonly ChartSeries[];
  /** Columns that only the table has, written out; one text for each label. */
  details?: readonly { label: string; texts: readonly string[] }[];
  /** Lines only: where each value stands, in any unit that grows (such as milliseconds); else all are equally far. */
  positions?: readonly number[];
  /** With positions: what the axis says at any of them, also between two values. */
  axisLabelAt?: (position: number) => string;
  /** Lines only: the value holds until the next one. */
  stepped?: boolean;
  /** Bars that lie, for long names. */
  horizontal?: boolean;
  /** Doughnuts only: a tone for each label. */
  tones?: readonly Tone[];
  format?: (value: number) => string;
  /** For the axis, where there is little room. */
  formatShort?: (value: number) => string;
}

export const toneVariables: Record<Tone, string> = {
  brand: "--brand",
  accent: "--accent",
  good: "--good",
  danger: "--danger",
  soft: "--line-strong",
};

export const toneClasses: Record<Tone, string> = {
  brand: "bg-brand border-brand",
  accent: "bg-accent border-accent",
  good: "bg-good border-good",
  danger: "bg-danger border-danger",
  soft: "bg-line-strong border-line-strong",
};

export const toneOrder: readonly Tone[] = ["brand", "accent", "good", "soft", "danger"];

export function toneAt(tones: readonly Tone[] | undefined, index: number): Tone {
  return tones?.[index] ?? toneOrder[index % toneOrder.length] ?? "brand";
}

export function isEmptyChart({ series }: ChartContent): boolean {
  return series.every(({ values }) => values.every((value) => value === 0));
}
