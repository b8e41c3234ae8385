import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { Link } from "react-router";
import { purchasesQuery, salesKey } from "@/api/sales";
import type { Purchase } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { EmptyState } from "@/components/ui/states";
import { orderNumber } from "@/lib/order-number";
import { formatMoment } from "@/lib/shop-time";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { BuyerName } from "@/orders/buyer-name";
import { daysInOrder } from "@/orders/days-in-order";
import { MessageLink } from "@/presence/message-link";

const spec = { filters: { product_id: "text", from: "day", to: "day" } } as const;
const days = [
  { name: "from", label: "From" },
  { name: "to", label: "To" },
];
const link = "underline-offset-4 hover:text-brand hover:underline";
const columns: Column<Purchase>[] = [
  {
    id: "buyer",
    header: "Buyer",
    heading: true,
    cell: ({ buyer_id, name, email }) => <BuyerName buyer={{ id: buyer_id, name, email }} />,
  },
  {
    id: "product",
    header: "Bought",
    cell: ({ product_id, product_name, quantity }) => (
      <span className="block min-w-40">
        {quantity} ×{" "}
        <Link to={`/products/${product_id}`} className={link}>
          {product_name}
        </Link>
      </span>
    ),
  },
  {
    id: "when",
    header: "When",
    cell: ({ date, timezone }) => <span className="whitespace-nowrap">{formatMoment(date, timezone)}</span>,
  },
  {
    id: "order",
    header: "Order",
    cell: ({ order_id }) => (
      <Link to={`/seller/orders?search=${order_id}`} className={`font-semibold tabular-nums ${link}`}>
        {orderNumber(order_id)}
      </Link>
    ),
  },
];

export function BuyersPage() {
  const state = useTableState(spec);
  const query = useQuery({ ...purchasesQuery(daysInOrder(state.query)), placeholderData: keepPreviousData });
  const [first] = query.data?.items ?? [];
  useLiveRefresh(["new_order", "order_status"], [salesKey]);
  return (
    <>
      <PageHeader title="Buyers">
        {state.valueOf("product_id") && first
          ? `Who bought ${first.product_name}, and when.`
          : "Who bought your products, what and when. Cancelled orders are left out."}
      </PageHeader>
      <TableToolbar state={state} search="Search buyers" placeholder="Name, email, product" days={days} />
      <DataTable
        label="Buyers of my products"
        columns={columns}
        query={query}
        state={state}
        rowId={({ order_id, product_id }) => `${order_id} ${product_id}`}
        countOf={(total) => (total === 1 ? "One purchase" : `${total} purchases`)}
        actions={({ buyer_id, name, order_id }) =>
          name !== null && (
            <MessageLink userId={buyer_id} name={name} about={{ kind: "order", id: order_id }} look="ghost" />
          )
        }
        empty={
          <EmptyState icon={<UsersRound />} title="No buyers yet">
            <p>Whoever buys one of your products stands here, with name and email.</p>
          </EmptyState>
        }
      />
    </>
  );
}
