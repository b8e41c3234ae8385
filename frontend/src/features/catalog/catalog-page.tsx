import { useQuery } from "@tanstack/react-query";
import { SearchX } from "lucide-react";
import { productsQuery } from "@/api/products";
import type { Product, ProductPage } from "@/api/types";
import { ButtonLink } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";
import { FilterChips } from "./filter-chips";
import { FilterPanel } from "./filter-panel";
import { countFilters, type Filters, hrefOf, lastPage, pageSize, toQuery } from "./filters";
import { SearchNotes } from "./search-notes";
import { tellClick } from "./tell-click";
import { Toolbar } from "./toolbar";
import { useFilters } from "./use-filters";
import { useFound } from "./use-found";

export function CatalogPage() {
  const { filters, change } = useFilters();
  const products = useQuery(productsQuery(toQuery(filters)));
  const found = useFound(filters, products);
  const title = titleOf(filters, found);
  usePageTitle(title);
  const panel = (
    <FilterPanel
      filters={filters}
      change={change}
      facets={products.data?.facets}
      facetsOf={found ? filters.search : null}
    />
  );

  return (
    <div className="mx-auto max-w-7xl px-4 py-6 lg:px-8 lg:py-8">
      <h1 className="font-display text-3xl wrap-anywhere sm:text-4xl">{title}</h1>
      <SearchNotes filters={filters} products={found} />
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

interface ResultsProps {
  filters: Filters;
  products: ProductPage;
  /** The products are those of the search before. */
  stale: boolean;
}

function Results({ filters, products, stale }: ResultsProps) {
  const { items, page, pages, relaxed, matching } = products;
  const wasFound = filters.search !== "" && !stale && !relaxed.includes("text");

  function tell(product: Product): void {
    const place = items.findIndex(({ id }) => id === product.id) + 1;
    tellClick(filters.search, product.id, (page - 1) * pageSize + place);
  }

  if (items.length === 0) return <NothingFound filters={filters} total={products.total} />;
  return (
    <div>
      <h2 className="sr-only">Products</h2>
      <ProductGrid
        products={items}
        stale={stale}
        label="Products"
        words={matching}
        onOpen={wasFound ? tell : undefined}
        narrow
      />
      <Pagination
        page={page}
        pages={Math.min(pages, lastPage)}
        hrefOf={(other) => hrefOf({ ...filters, page: other })}
      />
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
        <ButtonLink to={pastTheEnd ? hrefOf({ ...filters, page: 1 }) : "/products"}>
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

function titleOf({ search, categories }: Filters, found: ProductPage | undefined): string {
  if (search && found?.relaxed.includes("text")) return `Nothing found for “${search}”`;
  if (search) return `Results for “${found?.corrected ?? search}”`;
  if (categories.length === 1 && categories[0]) return categories[0];
  return "All products";
}
