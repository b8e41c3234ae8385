import { X } from "lucide-react";
import { leaveFocus, passFocus } from "@/lib/pass-focus";
import { choiceLabel } from "./attribute-choices";
import { countFilters, type Filters, toggled, toggledAttribute, withoutFilters } from "./filters";
import { priceLabel } from "./price-label";
import type { ChangeFilters } from "./use-filters";

interface FilterChipsProps {
  filters: Filters;
  change: ChangeFilters;
  sellerName: string | undefined;
}

/** Each filter that is on, to be taken off by a click, and one button for all of them. */
export function FilterChips({ filters, change, sellerName }: FilterChipsProps) {
  if (countFilters(filters) === 0) return null;
  return (
    <ul ref={leaveFocus} aria-label="Active filters" className="flex flex-wrap items-center gap-2">
      {filters.categories.map((value) => (
        <Chip
          key={value}
          label={value}
          off={() => change({ categories: toggled(filters.categories, value) })}
        />
      ))}
      {filters.brands.map((value) => (
        <Chip key={value} label={value} off={() => change({ brands: toggled(filters.brands, value) })} />
      ))}
      {filters.attributes.map((value) => (
        <Chip
          key={value}
          label={choiceLabel(value)}
          off={() => change({ attributes: toggledAttribute(filters.attributes, value) })}
        />
      ))}
      {(filters.minPrice !== null || filters.maxPrice !== null) && (
        <Chip
          label={priceLabel(filters.minPrice, filters.maxPrice)}
          off={() => change({ minPrice: null, maxPrice: null })}
        />
      )}
      {filters.inStock && <Chip label="In stock" off={() => change({ inStock: false })} />}
      {filters.sellerId && (
        <Chip
          label={sellerName ? `Sold by ${sellerName}` : "One seller"}
          off={() => change({ sellerId: "" })}
        />
      )}
      <li>
        <button
          type="button"
          onClick={() => change(withoutFilters(filters))}
          className="min-h-11 px-2 font-semibold text-brand text-sm hover:underline"
        >
          Clear all
        </button>
      </li>
    </ul>
  );
}

function Chip({ label, off }: { label: string; off: () => void }) {
  return (
    <li ref={passFocus}>
      <button
        type="button"
        onClick={off}
        aria-label={`Remove the filter ${label}`}
        className="inline-flex min-h-11 items-center gap-1.5 rounded-full bg-brand-tint py-1 pr-3 pl-4 font-medium text-brand-strong text-sm hover:bg-sunken sm:min-h-9"
      >
        <span className="max-w-[min(18rem,60vw)] truncate">{label}</span>
        <X aria-hidden className="size-4" />
      </button>
    </li>
  );
}
