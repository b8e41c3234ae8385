import type { ReactNode } from "react";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { classNames } from "@/lib/class-names";
import { type Column, sortChoices } from "./table-columns";
import type { TableState } from "./table-state";

interface RowCardsProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: Row[];
  rowId: (row: Row) => string;
  state: TableState<unknown>;
  actions?: (row: Row) => ReactNode;
}

/** The rows on a phone: a list of cards, and a select in place of the headers that sort. */
export function RowCards<Row>({ label, columns, rows, rowId, state, actions }: RowCardsProps<Row>) {
  const choices = sortChoices(columns);
  return (
    <>
      {choices.length > 0 && (
        <Select
          aria-label="Order of the list"
          className="mb-3"
          value={choices.some(({ value }) => value === state.sort) ? state.sort : ""}
          onChange={(event) => state.set({ sort: event.target.value })}
        >
          {!choices.some(({ value }) => value === state.sort) && <option value="">Usual order</option>}
          {choices.map(({ value, label: words }) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
      <ul aria-label={label} className="flex flex-col gap-3">
        {rows.map((row) => (
          <li key={rowId(row)} className="rounded-2xl border border-line bg-surface p-4">
            <Card row={row} columns={columns} />
            {actions && (
              <div className="mt-3 flex flex-wrap justify-end gap-1.5 border-line border-t pt-2 empty:hidden">
                {actions(row)}
              </div>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Card<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  const heading = columns.find((column) => column.heading);
  const lines = columns.filter((column) => column !== heading);
  return (
    <>
      {heading && <div className="font-semibold">{heading.cell(row)}</div>}
      <dl className="mt-1 flex flex-col gap-1">
        {lines.map((column) => (
          <div key={column.id} className="flex items-baseline justify-between gap-4">
            <dt className={column.quietHeader ? "sr-only" : "shrink-0 text-ink-soft text-sm"}>
              {column.header}
            </dt>
            <dd
              className={classNames(
                "min-w-0 break-words",
                !column.quietHeader && "text-right",
                column.align === "end" && "tabular-nums",
              )}
            >
              {column.cell(row)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const rowsShown = 8;

export function TableSkeleton({ columns, narrow }: { columns: number; narrow: boolean }) {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <div aria-hidden className="mt-7 flex flex-col gap-px rounded-2xl border border-line bg-surface p-4">
        {Array.from({ length: rowsShown }, (_, row) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: place-holders are all alike.
          <div key={row} className={classNames("flex gap-6 py-3", narrow && "flex-col gap-2")}>
            {Array.from({ length: narrow ? 2 : columns }, (_, cell) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: place-holders are all alike.
              <Skeleton key={cell} className={cell === 0 ? "h-5 flex-2" : "h-5 flex-1"} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
