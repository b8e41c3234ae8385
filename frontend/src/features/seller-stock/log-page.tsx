import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { PackageSearch } from "lucide-react";
import { useMemo } from "react";
import { Link, useParams } from "react-router";
import type { StockHistory, StockRow } from "@/api/types";
import { ChartCard } from "@/components/dashboard/chart-card";
import { DataTable } from "@/components/dashboard/data-table";
import { FileButton } from "@/components/dashboard/file-button";
import { PageHeader } from "@/components/dashboard/page-header";
import { StatGrid, StatTile } from "@/components/dashboard/stat-tile";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { formatCount } from "@/lib/numbers";
import { orderNumber } from "@/lib/order-number";
import { useLiveStock } from "@/live/use-live-product";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { changeLabel, changeOptions, changeTypes, formatDelta, reasonOf } from "./log-words";
import { momentLabel, stockChart } from "./stock-chart";
import { readStockLogFile, stockHistoryQuery, stockLogKey, stockLogQuery } from "./stock-queries";

const spec = { filters: { change_type: changeTypes, from: "day", to: "day" } } as const;

/** Everything that ever moved a product's stock: as a chart, as rows, and as a file. */
export function LogPage() {
  const { productId = "" } = useParams();
  const state = useTableState(spec);
  const { from, to, change_type } = state.query;
  const period = useMemo(() => ({ ...(from && { from }), ...(to && { to }) }), [from, to]);
  const history = useQuery({ ...stockHistoryQuery(productId, period), placeholderData: keepPreviousData });
  const rows = useQuery({ ...stockLogQuery(productId, state.query), placeholderData: keepPreviousData });
  useLiveRefresh(["stock_update"], [stockLogKey(productId)]);
  const zone = history.data?.timezone ?? "UTC";
  const columns = useMemo(() => columnsIn(zone), [zone]);

  if (history.error && !history.data)
    return <ErrorState page error={history.error} onRetry={() => void history.refetch()} />;
  const name = history.data?.name;
  return (
    <>
      <PageHeader
        title="Stock log"
        tabTitle={name ? `Stock log of ${name}` : "Stock log"}
        actions={
          <FileButton
            name={`stock-log-${productId}.csv`}
            read={() => readStockLogFile(productId, { ...period, ...(change_type && { change_type }) })}
          >
            Export as CSV
          </FileButton>
        }
      >
        <Link
          to={`/seller/products/${productId}`}
          className="font-semibold text-brand underline underline-offset-4"
        >
          {name ?? "Product"}
        </Link>
        : every unit that came or went, and why.
      </PageHeader>
      {history.data && <Now productId={productId} history={history.data} />}
      <TableToolbar
        state={state}
        selects={[{ name: "change_type", label: "What happened", any: "Everything", options: changeOptions }]}
        days={[
          { name: "from", label: "From" },
          { name: "to", label: "To" },
        ]}
      />
      <HistoryChart productId={productId} history={history} openEnded={!to} />
      <DataTable
        label="Stock log"
        columns={columns}
        query={rows}
        state={state}
        rowId={(row) => String(row.seq)}
        countOf={(total) => (total === 1 ? "One entry" : `${formatCount(total)} entries`)}
        empty={
          <EmptyState icon={<PackageSearch />} title="Nothing has moved yet">
            <p>As soon as a unit is sold or comes in, it is written down here.</p>
          </EmptyState>
        }
      />
    </>
  );
}

function Now({ productId, history }: { productId: string; history: StockHistory }) {
  const stock = useLiveStock({ id: productId, ...history });
  const { low_stock_threshold: threshold } = history;
  const note = threshold === 0 ? "No alert is set" : `You are told at ${formatCount(threshold)}`;
  const tone = stock <= threshold ? { tone: "warning" as const } : {};
  return (
    <div className="mb-5 sm:max-w-xs">
      <StatGrid label="Stock">
        <StatTile label="In stock now" value={formatCount(stock)} note={note} {...tone} />
      </StatGrid>
    </div>
  );
}

interface HistoryResult {
  data: StockHistory | undefined;
  error: unknown;
  dataUpdatedAt: number;
  refetch: () => unknown;
}

function HistoryChart(props: { productId: string; history: HistoryResult; openEnded: boolean }) {
  const { history, openEnded } = props;
  const { data, dataUpdatedAt } = history;
  const content = useMemo(() => {
    if (!data) return null;
    return stockChart(data, data.stock, openEnded ? new Date(dataUpdatedAt).toISOString() : null);
  }, [data, dataUpdatedAt, openEnded]);
  return (
    <ChartCard
      title="Stock over time"
      labelsAre="From"
      content={content}
      error={history.error}
      onRetry={() => void history.refetch()}
      empty="The stock did not move in these days."
      className="mb-6"
    />
  );
}

function columnsIn(zone: string): Column<StockRow>[] {
  return [
    { id: "at", header: "When", heading: true, cell: (row) => momentLabel(row.timestamp, zone) },
    { id: "what", header: "What", cell: (row) => changeLabel(row.change_type) },
    { id: "delta", header: "Units", align: "end", cell: (row) => formatDelta(row.delta) },
    {
      id: "stock",
      header: "Stock",
      align: "end",
      cell: (row) => (
        <>
          <span className="text-ink-soft">
            {formatCount(row.old_stock)} <span aria-hidden>→</span>
            <span className="sr-only">to</span>{" "}
          </span>
          {formatCount(row.new_stock)}
        </>
      ),
    },
    { id: "why", header: "Why", cell: (row) => <Why row={row} /> },
  ];
}

function Why({ row }: { row: StockRow }) {
  const reason = reasonOf(row);
  if (row.order_id === null) return reason || <span className="text-ink-soft">—</span>;
  return (
    <>
      <Link className="text-brand underline underline-offset-4" to={`/seller/orders?search=${row.order_id}`}>
        Order {orderNumber(row.order_id)}
      </Link>
      {reason && <span className="text-ink-soft"> · {reason}</span>}
    </>
  );
}
