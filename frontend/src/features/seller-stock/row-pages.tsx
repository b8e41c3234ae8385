import { ChevronLeft, ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { ScrollRegion } from "@/components/dashboard/scroll-region";
import { IconButton } from "@/components/ui/button";
import { classNames } from "@/lib/class-names";
import { formatCount } from "@/lib/numbers";

export interface RowColumn<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  end?: boolean;
}

interface RowPagesProps<Row> {
  label: string;
  columns: readonly RowColumn<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

const perPage = 50;

/** A table of rows that are all here already, shown fifty at a time: thousands at once would freeze the page. */
export function RowPages<Row>({ label, columns, rows, rowKey }: RowPagesProps<Row>) {
  const [page, setPage] = useState(0);
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const current = Math.min(page, pages - 1);
  const shown = rows.slice(current * perPage, (current + 1) * perPage);
  return (
    <>
      <ScrollRegion label={label} className="rounded-2xl border border-line bg-surface">
        <table className="w-full border-collapse text-left">
          <caption className="sr-only">{label}</caption>
          <thead className="border-line border-b bg-sunken/60 text-sm">
            <tr>
              {columns.map(({ header, end }) => (
                <th
                  key={header}
                  scope="col"
                  className={classNames(
                    "px-3 py-2.5 sm:px-4 font-semibold whitespace-nowrap",
                    end && "text-right",
                  )}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <tr key={rowKey(row)} className="border-line border-b last:border-0">
                {columns.map(({ header, cell, end }) => (
                  <td
                    key={header}
                    className={classNames(
                      "px-3 py-2.5 sm:px-4",
                      end && "text-right whitespace-nowrap tabular-nums",
                    )}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {pages > 1 && (
        <nav aria-label={`Pages: ${label}`} className="mt-3 flex items-center justify-end gap-2">
          <IconButton label="Previous page" disabled={current === 0} onClick={() => setPage(current - 1)}>
            <ChevronLeft aria-hidden />
          </IconButton>
          <p role="status" className="text-ink-soft text-sm tabular-nums">
            {formatCount(current * perPage + 1)} to {formatCount(current * perPage + shown.length)} of{" "}
            {formatCount(rows.length)}
          </p>
          <IconButton label="Next page" disabled={current === pages - 1} onClick={() => setPage(current + 1)}>
            <ChevronRight aria-hidden />
          </IconButton>
        </nav>
      )}
    </>
  );
}
