import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ProductPage, ProductSort } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { countFilters, type Filters, sortLabels, sortOf } from "./filters";
import type { ChangeFilters } from "./use-filters";

interface ToolbarProps {
  filters: Filters;
  change: ChangeFilters;
  products: ProductPage | undefined;
  /** The filters, for the sheet on small screens. */
  children: ReactNode;
}

/** How many products there are, their order, and on small screens the way to the filters. */
export function Toolbar({ filters, change, products, children }: ToolbarProps) {
  const [open, setOpen] = useState(false);
  const active = countFilters(filters);
  const isRanked = filters.search !== "" && !products?.relaxed.includes("text");
  const sort = sortOf(filters);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="w-full text-ink-soft sm:mr-auto sm:w-auto">
        {products && shownText(products)}
      </p>
      <Button look="outline" onClick={() => setOpen(true)} className="flex-1 sm:flex-none lg:hidden">
        <SlidersHorizontal aria-hidden className="size-5" />
        Filters{active > 0 && ` (${active})`}
      </Button>
      <Select
        aria-label="Sort by"
        value={sort === "relevance" && !isRanked ? "newest" : sort}
        onChange={(event) => change({ sort: event.target.value as ProductSort })}
        className="flex-1 sm:w-56 sm:flex-none"
      >
        {Object.entries(sortLabels).map(([value, label]) =>
          value === "relevance" && !isRanked ? null : (
            <option key={value} value={value}>
              {label}
            </option>
          ),
        )}
      </Select>
      <Sheet
        open={open}
        onClose={() => setOpen(false)}
        title="Filters"
        side="left"
        footer={
          <Button onClick={() => setOpen(false)} className="w-full">
            Show {products ? countText(products.total) : "products"}
          </Button>
        }
      >
        {children}
      </Sheet>
    </div>
  );
}

function shownText({ total, relaxed }: ProductPage): string {
  return relaxed.includes("text") ? `${countText(total)} on the shelves` : countText(total);
}

function countText(total: number): string {
  return `${total.toLocaleString("en-US")} ${total === 1 ? "product" : "products"}`;
}
