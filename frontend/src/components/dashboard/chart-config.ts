import type { ChartData, ChartOptions } from "chart.js";
import { type ChartContent, type Tone, toneAt, toneVariables } from "./chart";

type Kind = ChartContent["kind"];

/** The theme's colours as they are now. */
export interface Palette {
  tone: (tone: Tone) => string;
  ink: string;
  soft: string;
  line: string;
  surface: string;
  font: string;
}

const nameAtMost_chars = 18;
const animation_ms = 350;

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    tone: (tone) => read(toneVariables[tone]),
    ink: read("--ink"),
    soft: read("--ink-soft"),
    line: read("--line"),
    surface: read("--surface"),
    font: getComputedStyle(document.body).fontFamily,
  };
}

export function dataOf(content: ChartContent, palette: Palette): ChartData<Kind, unknown, string> {
  const { kind, labels, series, positions, stepped, tones } = content;
  const datasets = series.map(({ label, values, tone = "brand", dashed = false }) => {
    const colour = palette.tone(tone);
    if (kind === "doughnut") {
      const colours = values.map((_, index) => palette.tone(toneAt(tones, index)));
      return {
        label,
        data: [...values],
        backgroundColor: colours,
        borderColor: palette.surface,
        borderWidth: 3,
      };
    }
    if (kind === "bar")
      return { label, data: [...values], backgroundColor: colour, borderRadius: 6, maxBarThickness: 28 };
    return {
      label,
      data: positions ? values.map((y, index) => ({ x: positions[index] ?? index, y })) : [...values],
      borderColor: colour,
      backgroundColor: `color-mix(in srgb, ${colour} 12%, transparent)`,
      borderWidth: dashed ? 1.5 : 2.5,
      borderDash: dashed ? [5, 4] : [],
      fill: !dashed,
      stepped: stepped ?? false,
      tension: stepped ? 0 : 0.25,
      cubicInterpolationMode: stepped ? ("default" as const) : ("monotone" as const),
      pointRadius: values.length > 1 ? 0 : 4,
      pointHoverRadius: 5,
      pointBackgroundColor: colour,
    };
  });
  return { labels: [...labels], datasets };
}

export function optionsOf(content: ChartContent, palette: Palette, still: boolean): ChartOptions<Kind> {
  const { kind, labels, series, horizontal = false, format = String } = content;
  const font = { family: palette.font, size: 13 };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: still ? false : { duration: animation_ms },
    indexAxis: horizontal ? "y" : "x",
    interaction: {
      mode: kind === "doughnut" ? "nearest" : "index",
      axis: horizontal ? "y" : "x",
      intersect: false,
    },
    ...(kind === "doughnut" ? { cutout: "66%" } : { scales: scalesOf(content, palette, font) }),
    plugins: {
      tooltip: {
        backgroundColor: palette.ink,
        titleColor: palette.surface,
        bodyColor: palette.surface,
        titleFont: { ...font, weight: 600 },
        bodyFont: font,
        padding: 10,
        cornerRadius: 10,
        displayColors: series.length > 1,
        callbacks: {
          title: (items) => labels[items[0]?.dataIndex ?? 0] ?? "",
          label: (item) => {
            const value = format(Number(series[item.datasetIndex]?.values[item.dataIndex] ?? 0));
            return series.length > 1 ? ` ${item.dataset.label}: ${value}` : value;
          },
        },
      },
    },
  };
}

function scalesOf(content: ChartContent, palette: Palette, font: { family: string; size: number }) {
  const {
    labels,
    axisLabels = labels,
    positions,
    axisLabelAt = (position) => axisLabels[indexAt(position, positions)] ?? "",
    horizontal = false,
    format = String,
    formatShort = format,
  } = content;
  const ticks = { color: palette.soft, font };
  const names = {
    type: positions ? ("linear" as const) : ("category" as const),
    offset: content.kind === "bar",
    grid: { display: false },
    border: { color: palette.line },
    ...(positions && { min: positions[0] ?? 0, max: positions.at(-1) ?? 0 }),
    ticks: {
      ...ticks,
      maxRotation: 0,
      autoSkip: !horizontal,
      autoSkipPadding: 18,
      callback: (value: string | number) => shortened(axisLabelAt(Number(value))),
    },
  };
  const values = {
    type: "linear" as const,
    beginAtZero: true,
    grid: { color: palette.line },
    border: { display: false },
    ticks: {
      ...ticks,
      precision: 0,
      maxTicksLimit: 6,
      callback: (value: string | number) => formatShort(Number(value)),
    },
  };
  return horizontal ? { x: values, y: names } : { x: names, y: values };
}

/** The label of a tick on an axis of positions: of the last value that stands at it or before it. */
export function indexAt(value: number, positions: readonly number[] | undefined): number {
  if (!positions) return value;
  const after = positions.findIndex((position) => position > value);
  return after === -1 ? positions.length - 1 : Math.max(after - 1, 0);
}

function shortened(name: string): string {
  return name.length > nameAtMost_chars ? `${name.slice(0, nameAtMost_chars - 1).trimEnd()}…` : name;
}
