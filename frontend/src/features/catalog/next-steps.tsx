import { Link } from "react-router";
import type { Facets } from "@/api/types";
import { leaveFocus } from "@/lib/pass-focus";
import { type Filters, hrefOf } from "./filters";

interface NextStepsProps {
  filters: Filters;
  categories: Facets["categories"] | undefined;
}

const categoriesAtMost = 8;
const linkClass = "font-semibold text-brand underline underline-offset-4 hover:text-brand-strong";

/** What one can do when no word of a search was found. */
export function NextSteps({ filters, categories = [] }: NextStepsProps) {
  return (
    <section
      ref={leaveFocus}
      aria-labelledby="next-steps"
      className="mt-4 flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 sm:p-5"
    >
      <h2 id="next-steps" className="font-display text-xl">
        What may help
      </h2>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {filters.verbatim && (
          <li>
            You asked for exactly these letters.{" "}
            <Link to={hrefOf({ ...filters, verbatim: false, page: 1 })} className={linkClass}>
              Let us guess what was meant
            </Link>
          </li>
        )}
        <li>Check the spelling, or leave a word out.</li>
        <li>Try a more general word: “lamp” finds more than “lampshade”.</li>
        {categories.length > 0 && <li>Or look around in a category:</li>}
      </ul>
      {categories.length > 0 && (
        <ul aria-label="Categories to look around in" className="flex flex-wrap gap-2">
          {categories.slice(0, categoriesAtMost).map(({ value }) => (
            <li key={value}>
              <Link
                to={`/products?${new URLSearchParams({ category: value })}`}
                className="inline-flex min-h-11 items-center rounded-3xl border border-line-strong bg-surface px-4 py-1 font-medium wrap-anywhere hover:border-brand hover:text-brand"
              >
                {value}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
