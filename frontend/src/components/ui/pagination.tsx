import { ChevronLeft, ChevronRight } from "lucide-react";
import { Link, type To } from "react-router";
import { classNames } from "@/lib/class-names";

interface PaginationProps {
  page: number;
  pages: number;
  /** The address of a page. */
  hrefOf: (page: number) => To;
}

/** Links to the first, the last and the pages around the present one. Nothing when there is only one. */
export function Pagination({ page, pages, hrefOf }: PaginationProps) {
  if (pages <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-10 flex flex-wrap items-center justify-center gap-1.5">
      <Step to={hrefOf(page - 1)} off={page <= 1} label="Previous page">
        <ChevronLeft aria-hidden />
      </Step>
      {pageNumbers(page, pages).map((number, index) =>
        number === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a gap has no name of its own.
          <span key={`gap-${index}`} aria-hidden className="px-1 text-ink-soft">
            …
          </span>
        ) : (
          <Link
            key={number}
            to={hrefOf(number)}
            aria-current={number === page ? "page" : undefined}
            aria-label={`Page ${number}`}
            className={classNames(
              "grid size-11 place-items-center rounded-xl font-semibold tabular-nums",
              number === page ? "bg-brand text-on-brand" : "hover:bg-sunken",
            )}
          >
            {number}
          </Link>
        ),
      )}
      <Step to={hrefOf(page + 1)} off={page >= pages} label="Next page">
        <ChevronRight aria-hidden />
      </Step>
    </nav>
  );
}

function Step({
  to,
  off,
  label,
  children,
}: {
  to: To;
  off: boolean;
  label: string;
  children: React.ReactNode;
}) {
  const className = "grid size-11 place-items-center rounded-xl";
  if (off)
    return (
      <span aria-hidden className={classNames(className, "text-line-strong opacity-50")}>
        {children}
      </span>
    );
  return (
    <Link to={to} aria-label={label} className={classNames(className, "hover:bg-sunken")}>
      {children}
    </Link>
  );
}

/** The numbers to show, `null` for a gap: 1 … 4 5 6 … 20. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
  const numbers = [...new Set(wanted)].sort((a, b) => a - b);
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1];
    if (before === undefined || number === before + 1) return [number];
    return number === before + 2 ? [number - 1, number] : [null, number];
  });
}
