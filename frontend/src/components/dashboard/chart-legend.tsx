import { classNames } from "@/lib/class-names";
import { formatShare } from "@/lib/numbers";
import { type ChartContent, type Tone, toneAt, toneClasses } from "./chart";

/** Which colour is what. Screen readers have the table instead. */
export function ChartLegend({ content }: { content: ChartContent }) {
  const { kind, series, labels, tones, format = String } = content;
  if (kind !== "doughnut")
    return (
      <ul aria-hidden className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {series.map(({ label, tone = "brand", dashed }) => (
          <li key={label} className="flex items-center gap-2">
            <span
              className={classNames(
                "inline-block w-6",
                toneClasses[tone],
                dashed ? "border-t-2 border-dashed bg-transparent" : "h-1 rounded-full",
              )}
            />
            {label}
          </li>
        ))}
      </ul>
    );
  const values = series[0]?.values ?? [];
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <ul aria-hidden className="flex min-w-40 flex-col gap-2">
      {labels.map((label, index) => (
        <li key={label} className="flex items-baseline gap-2.5">
          <Dot tone={toneAt(tones, index)} />
          <span className="flex-1">{label}</span>
          <span className="font-semibold tabular-nums">{format(values[index] ?? 0)}</span>
          <span className="w-13 text-right text-ink-soft text-sm tabular-nums">
            {formatShare((values[index] ?? 0) / total)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Dot({ tone }: { tone: Tone }) {
  return <span className={classNames("size-3 shrink-0 self-center rounded-full", toneClasses[tone])} />;
}
