import type { ReactNode } from "react";
import { Panel } from "@/components/dashboard/panel";
import { ScrollRegion } from "@/components/dashboard/scroll-region";
import { Skeleton } from "@/components/ui/skeleton";
import { classNames } from "@/lib/class-names";

export const cellClass = "px-2 py-1 text-left font-normal";
export const numberClass = "px-2 py-1 text-right tabular-nums";
export const linkClass =
  "inline-flex min-h-9 items-center underline-offset-4 hover:text-brand hover:underline";

interface TablePanelProps<Row> {
  title: string;
  hint: string;
  /** The first one names the row. */
  columns: readonly { name: string; isNumber?: boolean }[];
  /** Undefined while they load. */
  rows: readonly Row[] | undefined;
  empty: string;
  children: (row: Row) => ReactNode;
}

/** A short table in a card: the ten that matter. */
export function TablePanel<Row>({ title, hint, columns, rows, empty, children }: TablePanelProps<Row>) {
  return (
    <Panel title={title} hint={hint}>
      {rows === undefined ? (
        <Skeleton className="h-72 w-full" />
      ) : rows.length === 0 ? (
        <p className="grid h-72 place-items-center text-center text-ink-soft">{empty}</p>
      ) : (
        <ScrollRegion label={title}>
          <table className="w-full border-collapse">
            <caption className="sr-only">{title}</caption>
            <thead className="text-ink-soft text-sm">
              <tr className="border-line border-b">
                {columns.map(({ name, isNumber }) => (
                  <th
                    key={name}
                    scope="col"
                    className={classNames(
                      "px-2 py-2 font-semibold whitespace-nowrap",
                      isNumber ? "text-right" : "text-left",
                    )}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map(children)}</tbody>
          </table>
        </ScrollRegion>
      )}
    </Panel>
  );
}
