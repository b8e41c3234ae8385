import { SquareArrowOutUpRight } from "lucide-react";
import { Link } from "react-router";
import type { SearchedText } from "@/api/types";
import type { Column } from "@/components/dashboard/table-columns";
import { Badge } from "@/components/ui/badge";
import { shortDayLabel } from "@/lib/days";
import { formatCount } from "@/lib/numbers";
import { perSearch, placeLabel } from "./figures";

export const columns: Column<SearchedText>[] = [
  {
    id: "text",
    header: "Text",
    heading: true,
    className: "min-w-40 max-w-80",
    cell: ({ text, corrected }) => (
      <>
        <Link
          to={`/products?${new URLSearchParams({ search: text })}`}
          title="See in the shop what this finds"
          className="inline-block py-2.5 font-semibold text-brand underline-offset-4 wrap-anywhere hover:underline"
        >
          {text}
          <SquareArrowOutUpRight aria-hidden className="ml-2 inline size-4 align-[-0.125em]" />
          <span className="sr-only">: see in the shop what this finds</span>
        </Link>
        {corrected && (
          <span className="-mt-2 block pb-2 font-normal text-ink-soft text-sm wrap-anywhere">
            searched as “{corrected}”
          </span>
        )}
      </>
    ),
  },
  { id: "searches", header: "Searches", align: "end", cell: ({ searches }) => formatCount(searches) },
  { id: "missing", header: "Missing", cell: (row) => <Missing row={row} /> },
  { id: "results", header: "Results", align: "end", cell: ({ results }) => formatCount(results) },
  {
    id: "clicks",
    header: "Clicks",
    align: "end",
    className: "whitespace-nowrap",
    cell: ({ clicks, searches }) => (
      <>
        {formatCount(clicks)}
        {clicks > 0 && searches > 0 && (
          <span className="block text-ink-soft text-sm">{perSearch(clicks, searches)} a search</span>
        )}
      </>
    ),
  },
  {
    id: "position",
    header: "Mean place",
    align: "end",
    cell: ({ mean_position }) => placeLabel(mean_position),
  },
  {
    id: "day",
    header: "Last day",
    className: "whitespace-nowrap",
    cell: ({ last_day }) => shortDayLabel(last_day),
  },
];

/** How often no product had all of the words, or any. */
function Missing({ row: { nothing, partly } }: { row: SearchedText }) {
  if (nothing + partly === 0) return "–";
  return (
    <span className="inline-flex flex-wrap gap-1.5 max-sm:justify-end">
      {nothing > 0 && <Badge tone="danger">Nothing: {formatCount(nothing)}</Badge>}
      {partly > 0 && <Badge tone="accent">Partly: {formatCount(partly)}</Badge>}
    </span>
  );
}
