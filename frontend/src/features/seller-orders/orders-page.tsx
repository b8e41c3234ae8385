import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ClipboardList } from "lucide-react";
import { useMemo, useState } from "react";
import { salesKey, salesQuery } from "@/api/sales";
import type { Sale } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/states";
import { formatPrice } from "@/lib/money";
import { formatClock, formatDay } from "@/lib/shop-time";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { BuyerName } from "@/orders/buyer-name";
import { daysInOrder } from "@/orders/days-in-order";
import { Goods } from "@/orders/goods";
import { OrderCell } from "@/orders/order-cell";
import { statusLabel } from "@/orders/order-status";
import { SaleActions } from "./sale-actions";
import { SaleSheet } from "./sale-sheet";

const statuses = ["placed", "completed", "cancelled"] as const;
const spec = { filters: { status: statuses, from: "day", to: "day" } } as const;
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

export function OrdersPage() {
  const state = useTableState(spec);
  const query = useQuery({ ...salesQuery(daysInOrder(state.query)), placeholderData: keepPreviousData });
  const [openId, setOpenId] = useState<string | null>(null);
  const columns = useMemo(() => columnsWith(setOpenId), []);
  useLiveRefresh(["new_order", "order_status"], [salesKey]);

  return (
    <>
      <PageHeader title="Orders">
        What people ordered from you, with your own goods only. New orders appear by themselves.
      </PageHeader>
      <TableToolbar
        state={state}
        search="Search my orders"
        placeholder="Order number, product, buyer"
        selects={selects}
        days={days}
      />
      <DataTable
        label="My orders"
        columns={columns}
        query={query}
        state={state}
        rowId={(sale) => sale.id}
        countOf={(total) => (total === 1 ? "One order" : `${total} orders`)}
        actions={(sale) => <SaleActions sale={sale} short />}
        empty={<NoOrders />}
      />
      <SaleSheet sale={query.data?.items.find(({ id }) => id === openId)} onClose={() => setOpenId(null)} />
    </>
  );
}

function NoOrders() {
  return (
    <EmptyState
      icon={<ClipboardList />}
      title="No orders yet"
      action={<ButtonLink to="/seller/products">Look at my products</ButtonLink>}
    >
      <p>As soon as somebody buys one of your products, the order stands here.</p>
    </EmptyState>
  );
}

function columnsWith(open: (orderId: string) => void): Column<Sale>[] {
  return [
    { id: "order", header: "Order", heading: true, cell: (sale) => <OrderCell sale={sale} onOpen={open} /> },
    { id: "buyer", header: "Buyer", cell: ({ buyer }) => <BuyerName buyer={buyer} /> },
    { id: "goods", header: "Goods", cell: ({ product_list }) => <Goods lines={product_list} /> },
    { id: "pickup", header: "Pickup", cell: (sale) => <PickupCell sale={sale} /> },
    {
      id: "total",
      header: "Total",
      align: "end",
      cell: ({ total_amount }) => <span className="font-semibold">{formatPrice(total_amount)}</span>,
    },
  ];
}

function PickupCell({ sale: { fulfilment, status } }: { sale: Sale }) {
  const { pickup_at, pickup_timezone } = fulfilment;
  const waits = status === "placed" && Date.parse(pickup_at) < Date.now();
  return (
    <span className="whitespace-nowrap">
      {formatDay(pickup_at, pickup_timezone)}
      <span className="block text-ink-soft text-sm">
        {waits ? "since" : "from"} {formatClock(pickup_at, pickup_timezone)}
      </span>
    </span>
  );
}
