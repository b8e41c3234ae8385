import { useQuery } from "@tanstack/react-query";
import { SearchX, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { productsQuery } from "@/api/products";
import type { ProductPage, ProductSort } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";
import { FilterChips } from "./filter-chips";
import { FilterPanel } from "./filter-panel";
import { countFilters, type Filters, lastPage, sortLabels, sortOf, toParams, toQuery } from "./filters";
import { type ChangeFilters, useFilters } from "./use-filters";

export function CatalogPage() {
  const { filters, change } = useFilters();
  const products = useQuery(productsQuery(toQuery(filters)));
  const title = titleOf(filters);
  usePageTitle(title);
  const panel = <FilterPanel filters={filters} change={change} facets={products.data?.facets} />;

  return (
    <div className="mx-auto max-w-7xl px-4 py-6 lg:px-8 lg:py-8">
      <h1 className="font-display text-3xl sm:text-4xl">{title}</h1>
      <div className="mt-5 grid gap-8 lg:grid-cols-[15rem_minmax(0,1fr)] xl:grid-cols-[16rem_minmax(0,1fr)]">
        <aside
          aria-label="Filters"
          className="hidden lg:sticky lg:top-24 lg:block lg:max-h-[calc(100dvh-7rem)] lg:self-start lg:overflow-y-auto lg:pr-3"
        >
          {panel}
        </aside>
        <div className="flex min-w-0 flex-col gap-4">
          <Toolbar filters={filters} change={change} products={products.data}>
            {panel}
          </Toolbar>
          <FilterChips
            filters={filters}
            change={change}
            sellerName={filters.sellerId ? products.data?.items[0]?.seller_name : undefined}
          />
          {products.isPending ? (
            <ProductGridSkeleton count={12} narrow />
          ) : products.error && !products.data ? (
            <ErrorState error={products.error} onRetry={() => void products.refetch()} />
          ) : (
            <Results filters={filters} products={products.data} stale={products.isPlaceholderData} />
          )}
        </div>
      </div>
    </div>
  );
}

interface ToolbarProps {
  filters: Filters;
  change: ChangeFilters;
  products: ProductPage | undefined;
  /** The filters, for the sheet on small screens. */
  children: React.ReactNode;
}

function Toolbar({ filters, change, products, children }: ToolbarProps) {
  const [open, setOpen] = useState(false);
  const active = countFilters(filters);
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className="w-full text-ink-soft sm:mr-auto sm:w-auto">
        {products && countText(products.total)}
      </p>
      <Button look="outline" onClick={() => setOpen(true)} className="flex-1 sm:flex-none lg:hidden">
        <SlidersHorizontal aria-hidden className="size-5" />
        Filters{active > 0 && ` (${active})`}
      </Button>
      <Select
        aria-label="Sort by"
        value={sortOf(filters)}
        onChange={(event) => change({ sort: event.target.value as ProductSort })}
        className="flex-1 sm:w-56 sm:flex-none"
      >
        {Object.entries(sortLabels).map(([sort, label]) =>
          sort === "relevance" && !filters.search ? null : (
            <option key={sort} value={sort}>
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

function Results({ filters, products, stale }: { filters: Filters; products: ProductPage; stale: boolean }) {
  const hrefOf = (page: number) => `/products?${toParams({ ...filters, page })}`;
  if (products.items.length === 0) return <NothingFound filters={filters} total={products.total} />;
  return (
    <div>
      <h2 className="sr-only">Products</h2>
      <ProductGrid products={products.items} stale={stale} label="Products" narrow />
      <Pagination page={products.page} pages={Math.min(products.pages, lastPage)} hrefOf={hrefOf} />
    </div>
  );
}

function NothingFound({ filters, total }: { filters: Filters; total: number }) {
  const pastTheEnd = total > 0;
  const filtered = countFilters(filters) > 0;
  return (
    <EmptyState
      icon={<SearchX />}
      title={pastTheEnd ? "That was the last shelf" : "Nothing on these shelves"}
      action={
        <ButtonLink to={pastTheEnd ? `/products?${toParams({ ...filters, page: 1 })}` : "/products"}>
          {pastTheEnd ? "Back to the first page" : "Show all products"}
        </ButtonLink>
      }
    >
      {!pastTheEnd && (
        <p>
          {filtered
            ? "No product fits all of these filters. Take one off, or start afresh."
            : `Nothing matches “${filters.search}”. Check the spelling, or try a broader word.`}
        </p>
      )}
    </EmptyState>
  );
}

function titleOf({ search, categories }: Filters): string {
  if (search) return `Results for “${search}”`;
  if (categories.length === 1 && categories[0]) return categories[0];
  return "All products";
}

function countText(total: number): string {
  return `${total.toLocaleString("en-US")} ${total === 1 ? "product" : "products"}`;
}
