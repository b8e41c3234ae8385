import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from "chart.js";
import { useMemo } from "react";
import { Chart } from "react-chartjs-2";
import { useMedia } from "@/lib/media";
import { useTheme } from "@/lib/theme";
import type { ChartContent } from "./chart";
import { dataOf, optionsOf, readPalette } from "./chart-config";

ChartJs.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  DoughnutController,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** The drawing alone; `label` is what screen readers say in its place. Loaded only by pages that draw. */
export default function ChartCanvas({ content, label }: { content: ChartContent; label: string }) {
  const { dark } = useTheme();
  const still = useMedia("(prefers-reduced-motion: reduce)");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours behind the tokens turn with the theme.
  const palette = useMemo(() => readPalette(), [dark]);
  const data = useMemo(() => dataOf(content, palette), [content, palette]);
  const options = useMemo(() => optionsOf(content, palette, still), [content, palette, still]);
  return <Chart type={content.kind} data={data} options={options} aria-label={label} role="img" />;
}
