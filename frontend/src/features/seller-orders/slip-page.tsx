import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Printer, SearchX } from "lucide-react";
import { useParams } from "react-router";
import { ApiProblem } from "@/api/problem";
import { saleQuery, salesKey } from "@/api/sales";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { orderNumber } from "@/lib/order-number";
import { usePageTitle } from "@/lib/page-title";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { Slip } from "./slip";

export function SlipPage() {
  const { orderId = "" } = useParams();
  const { data: sale, error, isPending, refetch } = useQuery(saleQuery(orderId));
  usePageTitle(sale ? `Packing slip ${orderNumber(sale.id)}` : error ? "Packing slip" : null);
  useLiveRefresh(["order_status"], [salesKey]);

  if (isPending) return <PageSkeleton />;
  if (!sale && error instanceof ApiProblem && error.status === 404) return <NoSuchOrder />;
  if (!sale) return <ErrorState page error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <div className="mx-auto mb-4 flex max-w-3xl flex-wrap justify-between gap-3 print:hidden">
        <ButtonLink look="ghost" to="/seller/orders">
          <ArrowLeft aria-hidden className="size-5" />
          Orders
        </ButtonLink>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden className="size-5" />
          Print
        </Button>
      </div>
      <Slip sale={sale} />
    </>
  );
}

function NoSuchOrder() {
  return (
    <EmptyState
      page
      icon={<SearchX />}
      title="There is no such order"
      action={<ButtonLink to="/seller/orders">My orders</ButtonLink>}
    >
      <p>Perhaps its address was cut short, or none of your products is in it.</p>
    </EmptyState>
  );
}
