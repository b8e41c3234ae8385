import { marketFiguresKey, marketFiguresQuery } from "@/api/analytics";
import { PageHeader } from "@/components/dashboard/page-header";
import { PeriodPicker } from "@/components/dashboard/period-picker";
import { ByDayChart, StatusChart, TopProductsChart } from "@/components/dashboard/trade-charts";
import { StockTiles, TradeTiles } from "@/components/dashboard/trade-tiles";
import { useFigures } from "@/components/dashboard/use-figures";
import { ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { LowStock } from "./low-stock";
import { CategoriesChart, UsersChart } from "./people-and-goods";
import { TopSellers } from "./top-sellers";

export function DashboardPage() {
  const { figures, before, error, retry, isChanging } = useFigures(marketFiguresQuery);
  useLiveRefresh(["market_update"], [marketFiguresKey]);
  return (
    <>
      <PageHeader title="The market" tabTitle="Admin" actions={<PeriodPicker />}>
        Everything that is sold on Souk, as it happens.
      </PageHeader>
      {!figures && error ? (
        <ErrorState error={error} onRetry={retry} />
      ) : (
        <div
          aria-busy={isChanging}
          className={classNames(
            "flex flex-col gap-4 transition-opacity lg:gap-5",
            isChanging && "opacity-55",
          )}
        >
          <TradeTiles trade={figures} />
          <StockTiles inventory={figures?.inventory} />
          <div className="grid gap-4 lg:gap-5 xl:grid-cols-2">
            <ByDayChart figure="revenue" trade={figures} before={before} />
            <ByDayChart figure="orders" trade={figures} before={before} />
            <TopProductsChart trade={figures} />
            <CategoriesChart figures={figures} />
            <StatusChart trade={figures} />
            <UsersChart figures={figures} />
            <TopSellers sellers={figures?.top_sellers} />
            <LowStock products={figures?.low_stock} />
          </div>
        </div>
      )}
    </>
  );
}
