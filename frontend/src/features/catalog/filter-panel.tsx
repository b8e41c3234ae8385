import type { Facets } from "@/api/types";
import { Switch } from "@/components/ui/checkbox";
import { FacetList } from "./facet-list";
import { type Filters, toggled } from "./filters";
import { PriceFilter } from "./price-filter";
import type { ChangeFilters } from "./use-filters";

interface FilterPanelProps {
  filters: Filters;
  change: ChangeFilters;
  facets: Facets | null | undefined;
}

/** All filters, one above the other: the sidebar's and the sheet's content. */
export function FilterPanel({ filters, change, facets }: FilterPanelProps) {
  return (
    <div className="flex flex-col gap-6">
      <Switch
        label={<span className="font-semibold">In stock only</span>}
        checked={filters.inStock}
        onChange={() => change({ inStock: !filters.inStock })}
      />
      <PriceFilter
        min={filters.minPrice}
        max={filters.maxPrice}
        range={facets?.price}
        onChange={(minPrice, maxPrice) => change({ minPrice, maxPrice })}
      />
      <FacetList
        title="Category"
        values={facets?.categories ?? []}
        selected={filters.categories}
        onToggle={(value) => change({ categories: toggled(filters.categories, value) })}
      />
      <FacetList
        title="Brand"
        values={facets?.brands ?? []}
        selected={filters.brands}
        onToggle={(value) => change({ brands: toggled(filters.brands, value) })}
      />
    </div>
  );
}
