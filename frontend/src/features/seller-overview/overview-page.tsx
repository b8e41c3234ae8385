import { sellerFiguresKey, sellerFiguresQuery } from "@/api/analytics";
import { PageHeader } from "@/components/dashboard/page-header";
import { PeriodPicker } from "@/components/dashboard/period-picker";
import { ByDayChart, StatusChart, TopProductsChart } from "@/components/dashboard/trade-charts";
import { StockTiles, TradeTiles } from "@/components/dashboard/trade-tiles";
import { useFigures } from "@/components/dashboard/use-figures";
import { ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { FirstProduct } from "./first-product";
import { SoldFeed } from "./sold-feed";

export function OverviewPage() {
  const { figures, before, error, retry, isChanging } = useFigures(sellerFiguresQuery);
  useLiveRefresh(["new_order", "order_status", "low_stock_alert"], [sellerFiguresKey]);
  return (
    <>
      <PageHeader title="Overview" tabTitle="My shop" actions={<PeriodPicker />}>
        How your shop is doing, as it happens.
      </PageHeader>
      {figures?.inventory.products === 0 && figures.totals.orders === 0 && <FirstProduct />}
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
          <StockTiles
            inventory={figures?.inventory}
            lowTo="/seller/products?stock=low"
            outTo="/seller/products?stock=out"
          />
          <div className="grid items-start gap-4 lg:gap-5 xl:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <div className="flex min-w-0 flex-col gap-4 lg:gap-5">
              <ByDayChart figure="revenue" trade={figures} before={before} />
              <TopProductsChart trade={figures} />
            </div>
            <div className="flex min-w-0 flex-col gap-4 lg:gap-5">
              <SoldFeed />
              <StatusChart trade={figures} />
            </div>
          </div>
        </div>
      )}
    </>
  );
}
