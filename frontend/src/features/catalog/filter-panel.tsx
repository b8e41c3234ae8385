import type { Facets } from "@/api/types";
import { Switch } from "@/components/ui/checkbox";
import { AttributeFacets } from "./attribute-facets";
import { FacetList } from "./facet-list";
import { type Filters, toggled } from "./filters";
import { PriceFilter } from "./price-filter";
import type { ChangeFilters } from "./use-filters";

interface FilterPanelProps {
  filters: Filters;
  change: ChangeFilters;
  facets: Facets | null | undefined;
  /** The search that they were counted for; null while they are those of another one. */
  facetsOf: string | null;
}

/** All filters, one above the other: the sidebar's and the sheet's content. */
export function FilterPanel({ filters, change, facets, facetsOf }: FilterPanelProps) {
  return (
    <div className="flex flex-col gap-6">
      <Switch
        label={<span className="font-semibold">In stock only</span>}
        aside={facets?.in_stock.toLocaleString("en-US")}
        checked={filters.inStock}
        onChange={() => change({ inStock: !filters.inStock })}
      />
      <PriceFilter
        min={filters.minPrice}
        max={filters.maxPrice}
        range={facets?.price}
        bands={facets?.price_bands ?? []}
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
      <AttributeFacets
        filters={filters}
        change={change}
        facets={facets?.attributes ?? []}
        facetsOf={facetsOf}
      />
    </div>
  );
}
