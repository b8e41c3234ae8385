import { useMemo } from "react";
import { ChartCard } from "./chart-card";
import { byDayContent, statusContent, type Trade, topProductsContent } from "./trade-content";

interface TradeChartProps {
  /** Undefined while it loads. */
  trade: Trade | undefined;
}

interface ByDayProps extends TradeChartProps {
  figure: "revenue" | "orders";
  before: Trade["by_day"] | undefined;
}

/** Revenue or orders of each day, with the days before behind. */
export function ByDayChart({ figure, trade, before }: ByDayProps) {
  const content = useMemo(
    () => (trade ? byDayContent(figure, trade.by_day, before) : null),
    [figure, trade, before],
  );
  return (
    <ChartCard
      title={figure === "revenue" ? "Revenue per day" : "Orders per day"}
      labelsAre="Day"
      content={content}
      empty="Nothing was sold in these days."
    />
  );
}

export function TopProductsChart({ trade }: TradeChartProps) {
  const content = useMemo(() => (trade ? topProductsContent(trade.top_products) : null), [trade]);
  return (
    <ChartCard
      title="Top products"
      hint="By items sold"
      labelsAre="Product"
      content={content}
      empty="Nothing was sold in these days."
    />
  );
}

export function StatusChart({ trade }: TradeChartProps) {
  const content = useMemo(() => (trade ? statusContent(trade.orders_by_status) : null), [trade]);
  return (
    <ChartCard
      title="Orders by status"
      labelsAre="Status"
      content={content}
      empty="There were no orders in these days."
    />
  );
}
