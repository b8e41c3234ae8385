import type { SellerAnalytics } from "@/api/types";
import { dayLabel, shortDayLabel } from "@/lib/days";
import { formatPrice } from "@/lib/money";
import { formatCount, formatShortCount, formatShortPrice } from "@/lib/numbers";
import type { ChartContent } from "./chart";

/** What the figures of a shop and those of the market have in common. */
export type Trade = Pick<
  SellerAnalytics,
  "period" | "totals" | "before" | "by_day" | "top_products" | "orders_by_status" | "inventory"
>;
type Day = Trade["by_day"][number];

const figures = {
  revenue: { format: formatPrice, formatShort: formatShortPrice },
  orders: { format: formatCount, formatShort: formatShortCount },
};

/** A figure day by day as a line; the days before, when they are known, as a dashed one behind it. */
export function byDayContent(
  figure: keyof typeof figures,
  days: readonly Day[],
  before: readonly Day[] | undefined,
): ChartContent {
  const now = { label: "These days", values: days.map((day) => day[figure]) };
  const earlier = before && {
    label: "The days before",
    values: days.map((_, index) => before[index]?.[figure] ?? 0),
    tone: "soft" as const,
    dashed: true,
  };
  return {
    kind: "line",
    labels: days.map(({ day }) => dayLabel(day)),
    axisLabels: days.map(({ day }) => shortDayLabel(day)),
    series: earlier ? [now, earlier] : [now],
    ...figures[figure],
  };
}

export function topProductsContent(products: Trade["top_products"]): ChartContent {
  return {
    kind: "bar",
    horizontal: true,
    labels: products.map(({ name }) => name),
    series: [{ label: "Items sold", values: products.map(({ units }) => units) }],
    details: [{ label: "Revenue", texts: products.map(({ revenue }) => formatPrice(revenue)) }],
    ...figures.orders,
  };
}

export function statusContent({ placed, completed, cancelled }: Trade["orders_by_status"]): ChartContent {
  return {
    kind: "doughnut",
    labels: ["Placed", "Picked up", "Cancelled"],
    series: [{ label: "Orders", values: [placed, completed, cancelled] }],
    tones: ["accent", "brand", "soft"],
    format: formatCount,
  };
}
