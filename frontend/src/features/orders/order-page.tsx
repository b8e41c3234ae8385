import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { useParams, useSearchParams } from "react-router";
import { orderQuery } from "@/api/orders";
import { ApiProblem } from "@/api/problem";
import type { Order } from "@/api/types";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { orderNumber } from "@/lib/order-number";
import { usePageTitle } from "@/lib/page-title";
import { formatDay } from "@/lib/shop-time";
import { OrderStatusBadge } from "@/orders/order-status";
import { RequireBuyer } from "@/session/require-buyer";
import { CancelOrder } from "./cancel-order";
import { OrderLines } from "./order-lines";
import { OrderSkeleton } from "./order-skeletons";
import { OrderTimeline } from "./order-timeline";
import { PickupCard } from "./pickup-card";
import { ThankYou } from "./thank-you";
import { useLiveOrders } from "./use-live-orders";

export function OrderPage() {
  const { orderId = "" } = useParams();
  return (
    <RequireBuyer>
      <OneOrder key={orderId} orderId={orderId} />
    </RequireBuyer>
  );
}

function OneOrder({ orderId }: { orderId: string }) {
  const order = useQuery(orderQuery(orderId));
  const [params] = useSearchParams();
  const justPlaced = params.get("placed") === "1" && order.data?.status === "placed";
  useLiveOrders();
  usePageTitle(titleOf(order.data, order.error, justPlaced));

  if (order.isPending) return <OrderSkeleton />;
  if (order.data) return <OrderContent order={order.data} justPlaced={justPlaced} />;
  if (order.error instanceof ApiProblem && order.error.status === 404) return <NoSuchOrder />;
  return <ErrorState page error={order.error} onRetry={() => void order.refetch()} />;
}

function titleOf(order: Order | undefined, error: unknown, justPlaced: boolean): string | null {
  if (order) return justPlaced ? "Thank you for your order" : `Order ${orderNumber(order.id)}`;
  return error ? "Order" : null;
}

function OrderContent({ order, justPlaced }: { order: Order; justPlaced: boolean }) {
  const name = `Order ${orderNumber(order.id)}`;
  return (
    <div className="mx-auto max-w-5xl px-4 pt-4 lg:pt-6">
      <div className="print:hidden">
        <Breadcrumb crumbs={[{ label: "My orders", to: "/orders" }, { label: name }]} />
      </div>
      {justPlaced ? <ThankYou order={order} /> : <Heading order={order} />}
      <div className="mt-6 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] print:block">
        <div className="flex flex-col gap-6">
          <PickupCard order={order} />
          <OrderLines order={order} />
        </div>
        <div className="flex flex-col gap-6">
          <OrderTimeline order={order} />
          <CancelOrder order={order} />
        </div>
      </div>
    </div>
  );
}

function Heading({ order }: { order: Order }) {
  return (
    <header className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="font-display text-3xl lg:text-4xl">Order {orderNumber(order.id)}</h1>
      <span role="status">
        <OrderStatusBadge status={order.status} />
      </span>
      <p className="w-full text-ink-soft">
        Ordered on {formatDay(order.timestamp, order.fulfilment.pickup_timezone, "long")}
      </p>
    </header>
  );
}

function NoSuchOrder() {
  return (
    <EmptyState
      page
      icon={<SearchX />}
      title="There is no such order"
      action={<ButtonLink to="/orders">My orders</ButtonLink>}
    >
      <p>It is not among yours. Perhaps you placed it with another account.</p>
    </EmptyState>
  );
}
