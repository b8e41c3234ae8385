import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { marketOrdersKey, marketOrdersQuery } from "@/api/sales";
import type { Sale } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { EmptyState } from "@/components/ui/states";
import { formatPrice } from "@/lib/money";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { BuyerName } from "@/orders/buyer-name";
import { daysInOrder } from "@/orders/days-in-order";
import { Goods } from "@/orders/goods";
import { OrderCell } from "@/orders/order-cell";
import { statusLabel } from "@/orders/order-status";
import { OnlineDot } from "@/presence/person-name";
import { CancelMarketOrder } from "./cancel-market-order";
import { MarketOrderSheet } from "./market-order-sheet";

const statuses = ["placed", "completed", "cancelled"] as const;
const spec = {
  filters: { status: statuses, from: "day", to: "day", seller_id: "text", buyer_id: "text" },
} as const;
const selects = [
  {
    name: "status",
    label: "Status",
    any: "Any status",
    options: statuses.map((value) => ({ value, label: statusLabel(value) })),
  },
];
const days = [
  { name: "from", label: "From" },
  { name: "to", label: "To" },
];

export function MarketOrdersPage() {
  const state = useTableState(spec);
  const query = useQuery({
    ...marketOrdersQuery(daysInOrder(state.query)),
    placeholderData: keepPreviousData,
  });
  const [openId, setOpenId] = useState<string | null>(null);
  const columns = useMemo(() => columnsWith(setOpenId), []);
  useLiveRefresh(["market_update"], [marketOrdersKey]);

  return (
    <>
      <PageHeader title="Orders">{introOf(state.valueOf("seller_id"), state.valueOf("buyer_id"))}</PageHeader>
      <TableToolbar
        state={state}
        search="Search orders"
        placeholder="Order number, buyer’s name or email"
        selects={selects}
        days={days}
      />
      <DataTable
        label="Orders of the market"
        columns={columns}
        query={query}
        state={state}
        rowId={(order) => order.id}
        countOf={(total) => (total === 1 ? "One order" : `${total} orders`)}
        actions={(order) => <CancelMarketOrder order={order} look="ghost" />}
        empty={
          <EmptyState icon={<ClipboardList />} title="No orders yet">
            <p>Every order of the market stands here as soon as it is placed.</p>
          </EmptyState>
        }
      />
      <MarketOrderSheet
        order={query.data?.items.find(({ id }) => id === openId)}
        onClose={() => setOpenId(null)}
      />
    </>
  );
}

function introOf(sellerId: string, buyerId: string): string {
  if (sellerId && buyerId) return "The orders of one buyer with one seller.";
  if (sellerId) return "The orders with goods of one seller.";
  return buyerId ? "The orders of one buyer." : "Every order of the market, the newest first.";
}

function columnsWith(open: (orderId: string) => void): Column<Sale>[] {
  return [
    {
      id: "order",
      header: "Order",
      heading: true,
      cell: (order) => <OrderCell sale={order} onOpen={open} />,
    },
    { id: "buyer", header: "Buyer", cell: ({ buyer }) => <BuyerName buyer={buyer} /> },
    { id: "goods", header: "Goods", cell: ({ product_list }) => <Goods lines={product_list} /> },
    { id: "sellers", header: "Sellers", cell: ({ parts }) => <Sellers parts={parts} /> },
    {
      id: "total",
      header: "Total",
      align: "end",
      cell: ({ total_amount }) => <span className="font-semibold">{formatPrice(total_amount)}</span>,
    },
  ];
}

function Sellers({ parts }: { parts: Sale["parts"] }) {
  return (
    <ul>
      {parts.map(({ seller_id, seller_name }) => (
        <li key={seller_id}>
          <Link
            to={`/admin/users/${seller_id}`}
            className="break-words underline-offset-4 hover:text-brand hover:underline"
          >
            {seller_name}
          </Link>
          <OnlineDot userId={seller_id} />
        </li>
      ))}
    </ul>
  );
}
