import type { StockHistory } from "@/api/types";
import type { ChartContent, ChartSeries } from "@/components/dashboard/chart";
import { formatCount, formatShortCount } from "@/lib/numbers";
import { formatClock, formatDay } from "@/lib/shop-time";

const shortSpan_ms = 2 * 86_400_000;

/** "20 Nov 2026, 8:00 AM" in the shop's time zone. */
export function momentLabel(at: string, zone: string): string {
  return `${formatDay(at, zone)}, ${formatClock(at, zone)}`;
}

/**
 * The stock as steps, with the level at which the seller is warned. Where the period goes on to now, `stock` (as it
 * is now) is the last point, so that the line does not end at the last sale.
 */
export function stockChart(history: StockHistory, stock: number, until: string | null): ChartContent {
  const points =
    until === null || history.points.length === 0
      ? history.points
      : [...history.points, { at: until, stock }];
  const positions = points.map(({ at }) => Date.parse(at));
  const span_ms = (positions.at(-1) ?? 0) - (positions[0] ?? 0);
  const zone = history.timezone;
  const short = span_ms < shortSpan_ms ? formatClock : shortDay;
  const series: ChartSeries[] = [{ label: "In stock", values: points.map((point) => point.stock) }];
  const threshold = history.low_stock_threshold;
  if (threshold > 0)
    series.push({ label: "Low", values: points.map(() => threshold), tone: "danger", dashed: true });
  return {
    kind: "line",
    stepped: true,
    positions,
    labels: points.map(({ at }) => momentLabel(at, zone)),
    axisLabelAt: (position) => short(new Date(position).toISOString(), zone),
    series,
    format: formatCount,
    formatShort: formatShortCount,
  };
}

function shortDay(at: string, zone: string): string {
  return formatDay(at, zone).replace(/ \d{4}$/, "");
}
