import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ScrollRegion } from "@/components/dashboard/scroll-region";
import { classNames } from "@/lib/class-names";

export interface SortedColumn<Row> {
  id: string;
  header: string;
  /** What is sorted by: numbers stand at the end and begin with the largest. */
  value: (row: Row) => string | number;
  cell?: (row: Row) => ReactNode;
}

interface SortedTableProps<Row> {
  label: string;
  /** The first one names the row. */
  columns: readonly SortedColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  first: Order;
}

interface Order {
  column: string;
  descending: boolean;
}

/** All rows at once, in the order that is asked for by its headers. */
export function SortedTable<Row>({ label, columns, rows, rowId, first }: SortedTableProps<Row>) {
  const [order, setOrder] = useState(first);
  const sorted = inOrder(columns, rows, order);
  return (
    <ScrollRegion label={label} className="max-h-120">
      <table className="w-full border-collapse text-left text-sm">
        <caption className="sr-only">{label}</caption>
        <thead className="sticky top-0 bg-surface">
          <tr className="border-line border-b">
            {columns.map((column) => (
              <Header
                key={column.id}
                name={column.header}
                atEnd={isNumber(column, rows)}
                direction={
                  column.id === order.column ? (order.descending ? "descending" : "ascending") : undefined
                }
                onPress={() => setOrder(nextOrder(order, column.id, isNumber(column, rows)))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={rowId(row)} className="border-line border-b last:border-0">
              {columns.map((column, place) => {
                const Cell = place === 0 ? "th" : "td";
                return (
                  <Cell
                    key={column.id}
                    scope={place === 0 ? "row" : undefined}
                    className={classNames(
                      "px-2 py-2 font-normal",
                      isNumber(column, rows) && "text-right whitespace-nowrap tabular-nums",
                    )}
                  >
                    {column.cell ? column.cell(row) : column.value(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface HeaderProps {
  name: string;
  atEnd: boolean;
  direction: "ascending" | "descending" | undefined;
  onPress: () => void;
}

function Header({ name, atEnd, direction, onPress }: HeaderProps) {
  const Arrow = direction === "ascending" ? ArrowUp : direction === "descending" ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" aria-sort={direction} className={classNames(atEnd && "text-right")}>
      <button
        type="button"
        onClick={onPress}
        className={classNames(
          "inline-flex min-h-11 items-center gap-1.5 rounded-lg px-2 font-semibold whitespace-nowrap hover:bg-sunken",
          atEnd && "flex-row-reverse",
        )}
      >
        {name}
        <Arrow aria-hidden className={classNames("size-4", direction ? "text-brand" : "text-line-strong")} />
      </button>
    </th>
  );
}

function isNumber<Row>(column: SortedColumn<Row>, rows: readonly Row[]): boolean {
  return rows[0] !== undefined && typeof column.value(rows[0]) === "number";
}

function nextOrder(order: Order, column: string, largestFirst: boolean): Order {
  if (order.column !== column) return { column, descending: largestFirst };
  return { column, descending: !order.descending };
}

function inOrder<Row>(columns: readonly SortedColumn<Row>[], rows: readonly Row[], order: Order): Row[] {
  const column = columns.find(({ id }) => id === order.column);
  if (!column) return [...rows];
  const sign = order.descending ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(column.value(one), column.value(other)));
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  return String(one).localeCompare(String(other));
}
