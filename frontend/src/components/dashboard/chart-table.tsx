import type { ChartContent } from "./chart";
import { ScrollRegion } from "./scroll-region";

interface ChartTableProps {
  title: string;
  labelsAre: string;
  content: ChartContent;
  /** Else only for screen readers. */
  visible: boolean;
}

/** A chart's figures, one row for each label and one column for each series. */
export function ChartTable({ title, labelsAre, content, visible }: ChartTableProps) {
  const { labels, series, details = [], format = String } = content;
  const columns = [...series.map(({ label, values }) => ({ label, texts: values.map(format) })), ...details];
  const table = (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{title}</caption>
      <thead className="text-sm">
        <tr className="border-line border-b">
          <th scope="col" className="px-2 py-2 font-semibold">
            {labelsAre}
          </th>
          {columns.map(({ label }) => (
            <th key={label} scope="col" className="px-2 py-2 text-right font-semibold">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {labels.map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two products may have the same name.
          <tr key={index} className="border-line border-b last:border-0">
            <th scope="row" className="px-2 py-1.5 font-normal">
              {label}
            </th>
            {columns.map((column) => (
              <td key={column.label} className="px-2 py-1.5 text-right tabular-nums">
                {column.texts[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!visible) return <div className="sr-only">{table}</div>;
  return (
    <ScrollRegion label={title} className="max-h-96">
      {table}
    </ScrollRegion>
  );
}
