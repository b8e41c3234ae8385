import { Link } from "react-router";
import type { ProductPage } from "@/api/types";
import { leaveFocus } from "@/lib/pass-focus";
import { type Filters, hrefOf, sortOf } from "./filters";
import { NextSteps } from "./next-steps";

interface SearchNotesProps {
  filters: Filters;
  products: ProductPage | undefined;
}

/** What was done so that a search finds something, said in words. Read out when it comes up. */
export function SearchNotes({ filters, products }: SearchNotesProps) {
  const relaxed = filters.search === "" ? [] : (products?.relaxed ?? []);
  return (
    <>
      <div role="status" className="flex flex-col gap-1 text-ink-soft [&>p]:first:mt-2">
        {products?.corrected && <Correction filters={filters} corrected={products.corrected} />}
        {relaxed.map((what) => (
          <p key={what} className="max-w-prose wrap-anywhere">
            {relaxedText(what, filters)}
          </p>
        ))}
      </div>
      {relaxed.includes("text") && <NextSteps filters={filters} categories={products?.facets?.categories} />}
    </>
  );
}

function Correction({ filters, corrected }: { filters: Filters; corrected: string }) {
  return (
    <p ref={leaveFocus} className="wrap-anywhere">
      Showing results for <strong className="font-semibold text-ink">{corrected}</strong>.{" "}
      <Link
        to={hrefOf({ ...filters, verbatim: true, page: 1 })}
        className="-my-2 inline-block py-2.5 font-semibold text-brand underline underline-offset-4 hover:text-brand-strong"
      >
        Search for {filters.search} instead
      </Link>
    </p>
  );
}

function relaxedText(what: ProductPage["relaxed"][number], filters: Filters): string {
  if (what === "filters") return "No product fits your filters, so they are left out here.";
  if (what === "words")
    return "Few products have all of your words, so some of these have only some of them.";
  const missing = /\s/.test(filters.search) ? "any of these words" : "this word";
  const others = ["relevance", "newest"].includes(sortOf(filters)) ? "what is new" : "what else is";
  return `No product has ${missing}. Below is ${others} on the shelves.`;
}
