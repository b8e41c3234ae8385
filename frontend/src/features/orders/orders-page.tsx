import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PackageOpen } from "lucide-react";
import { useSearchParams } from "react-router";
import { myOrdersQuery } from "@/api/orders";
import { Button, ButtonLink } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { usePageTitle } from "@/lib/page-title";
import { RequireBuyer } from "@/session/require-buyer";
import { FilterBar } from "./filter-bar";
import { OrderCard } from "./order-card";
import { areBackwards, filtersFrom, type OrderFilters, queryFor, searchFor } from "./order-filters";
import { OrderListSkeleton } from "./order-skeletons";
import { useLiveOrders } from "./use-live-orders";

export function OrdersPage() {
  usePageTitle("My orders");
  return (
    <RequireBuyer>
      <MyOrders />
    </RequireBuyer>
  );
}

function MyOrders() {
  const [params, setParams] = useSearchParams();
  const filters = filtersFrom(params);
  useLiveOrders();

  function choose(change: Partial<OrderFilters>): void {
    setParams(searchFor({ ...filters, page: 1, ...change }), { preventScrollReset: true });
  }

  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 lg:pt-10">
      <h1 className="font-display text-3xl lg:text-4xl">My orders</h1>
      <FilterBar filters={filters} onChange={choose} />
      <OrderList filters={filters} onClear={() => setParams("")} />
    </div>
  );
}

function OrderList({ filters, onClear }: { filters: OrderFilters; onClear: () => void }) {
  const backwards = areBackwards(filters);
  const orders = useQuery({
    ...myOrdersQuery(queryFor(filters)),
    enabled: !backwards,
    placeholderData: keepPreviousData,
  });
  if (backwards) return null;
  if (orders.isPending) return <OrderListSkeleton />;
  if (orders.isError) return <ErrorState error={orders.error} onRetry={() => void orders.refetch()} />;
  const { items, total, page, pages } = orders.data;
  if (items.length === 0) return <NoOrders filters={filters} onClear={onClear} />;
  return (
    <>
      <p role="status" className="mt-5 text-ink-soft">
        {total === 1 ? "One order" : `${total} orders`}
      </p>
      <ul
        aria-label="Orders"
        aria-busy={orders.isPlaceholderData}
        className={classNames("mt-3 flex flex-col gap-4", orders.isPlaceholderData && "opacity-55")}
      >
        {items.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      <Pagination
        page={page}
        pages={pages}
        hrefOf={(number) => ({ search: searchFor({ ...filters, page: number }) })}
      />
    </>
  );
}

function NoOrders({ filters, onClear }: { filters: OrderFilters; onClear: () => void }) {
  if (searchFor(filters) === "")
    return (
      <EmptyState
        icon={<PackageOpen />}
        title="No orders yet"
        action={<ButtonLink to="/products">Look at the market</ButtonLink>}
      >
        <p>What you buy is listed here, with the day on which it waits for you.</p>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<PackageOpen />}
      title="No order fits"
      action={
        <Button look="outline" onClick={onClear}>
          Show all orders
        </Button>
      }
    >
      <p>There is none with this status in these days.</p>
    </EmptyState>
  );
}
