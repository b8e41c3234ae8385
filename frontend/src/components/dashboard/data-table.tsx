import { useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ArrowUpDown, SearchX } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { useMedia } from "@/lib/media";
import { ScrollRegion } from "./scroll-region";
import { type Column, columnDefs, features, nextSort, sortingOf } from "./table-columns";
import { RowCards, TableSkeleton } from "./table-parts";
import type { TableState } from "./table-state";

interface PageOfRows<Row> {
  items: Row[];
  total: number;
  page: number;
  pages: number;
}

interface RowsQuery<Row> {
  data: PageOfRows<Row> | undefined;
  error: unknown;
  isPending: boolean;
  isPlaceholderData: boolean;
  refetch: () => unknown;
}

interface DataTableProps<Row extends object> {
  /** Names the table: "My products". */
  label: string;
  /** Declared outside the component, or kept by useMemo. */
  columns: readonly Column<Row>[];
  /** `useQuery({...query, placeholderData: keepPreviousData})` of one page of rows. */
  query: RowsQuery<Row>;
  state: TableState<unknown>;
  rowId: (row: Row) => string;
  /** "One product", "12 products": said above the table and to screen readers. */
  countOf: (total: number) => string;
  /** Buttons and links of a row, in its last column. */
  actions?: (row: Row) => ReactNode;
  /** When there is nothing at all; when only the filters leave nothing, the table says so itself. */
  empty: ReactNode;
}

/** One page of rows, ordered, filtered and cut by the server. On phones each row is a card. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { query, state, empty, columns } = props;
  const narrow = useMedia("(width < 40rem)");
  if (query.isPending) return <TableSkeleton columns={columns.length} narrow={narrow} />;
  if (!query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { items, total, page, pages } = query.data;
  if (items.length === 0 && (state.isFiltered || page > 1)) return <NothingFits onClear={state.clear} />;
  if (items.length === 0) return empty;
  return (
    <div>
      <p role="status" className="mb-2 text-ink-soft text-sm">
        {props.countOf(total)}
      </p>
      <div
        aria-busy={query.isPlaceholderData}
        className={classNames("transition-opacity", query.isPlaceholderData && "opacity-55")}
      >
        {narrow ? <RowCards {...props} rows={items} /> : <WideTable {...props} rows={items} />}
      </div>
      <Pagination page={page} pages={pages} hrefOf={state.hrefOf} />
    </div>
  );
}

function WideTable<Row extends object>({
  label,
  columns,
  rows,
  rowId,
  state,
  actions,
}: DataTableProps<Row> & { rows: Row[] }) {
  const defs = useMemo(() => columnDefs(columns), [columns]);
  const sorting = useMemo(() => sortingOf(columns, state.sort), [columns, state.sort]);
  const table = useTable({
    features,
    columns: defs,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    state: { sorting },
  });
  const columnOf = (id: string) => columns.find((column) => column.id === id);

  return (
    <ScrollRegion label={label} className="rounded-2xl border border-line bg-surface">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{label}</caption>
        <thead className="border-line border-b bg-sunken/60 text-sm">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <HeaderCell
                  key={header.id}
                  column={columnOf(header.column.id)}
                  direction={header.column.getIsSorted()}
                  state={state}
                />
              ))}
              {actions && (
                <th scope="col" className="px-4 py-2">
                  <span className="sr-only">Actions</span>
                </th>
              )}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} className="border-line border-b last:border-0 hover:bg-sunken/40">
              {row.getAllCells().map((cell) => (
                <td key={cell.id} className={cellClass(columnOf(cell.column.id))}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
              {actions && (
                <td className="px-3 py-1.5">
                  <div className="flex justify-end gap-1">{actions(row.original)}</div>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function cellClass<Row>(column: Column<Row> | undefined): string {
  return classNames("px-4 py-2.5", column?.align === "end" && "text-right tabular-nums", column?.className);
}

function HeaderCell<Row>({
  column,
  direction,
  state,
}: {
  column: Column<Row> | undefined;
  direction: false | "asc" | "desc";
  state: TableState<unknown>;
}) {
  if (!column) return null;
  const { header, sort, align, quietHeader } = column;
  const atEnd = align === "end";
  if (!sort)
    return (
      <th
        scope="col"
        className={classNames("px-4 py-2 font-semibold whitespace-nowrap", atEnd && "text-right")}
      >
        {quietHeader ? <span className="sr-only">{header}</span> : header}
      </th>
    );
  const Arrow = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ArrowUpDown;
  return (
    <th
      scope="col"
      aria-sort={direction === "asc" ? "ascending" : direction === "desc" ? "descending" : undefined}
      className={classNames("px-1.5 py-0.5", atEnd && "text-right")}
    >
      <button
        type="button"
        onClick={() => state.set({ sort: nextSort(sort, state.sort) })}
        className={classNames(
          "inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2.5 font-semibold whitespace-nowrap hover:bg-sunken",
          atEnd && "flex-row-reverse",
        )}
      >
        {header}
        <Arrow aria-hidden className={classNames("size-4", direction ? "text-brand" : "text-line-strong")} />
      </button>
    </th>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="Nothing fits"
      action={
        <Button look="outline" onClick={onClear}>
          Show everything
        </Button>
      }
    >
      <p>There is nothing like that here. Try other words, or fewer filters.</p>
    </EmptyState>
  );
}
