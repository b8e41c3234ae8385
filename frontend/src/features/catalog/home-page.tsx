import { useQuery } from "@tanstack/react-query";
import { Navigate, useSearchParams } from "react-router";
import { categoriesQuery, productsQuery } from "@/api/products";
import { ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";
import { CategoryTiles } from "./category-tiles";
import { parseFilters, toParams } from "./filters";
import { Hero } from "./hero";
import { SectionHead } from "./section-head";
import { TopSelling } from "./top-selling";

const shownAtMost = 12;

export function HomePage() {
  const [params] = useSearchParams();
  const asked = toParams(parseFilters(params)).toString();
  if (asked !== "") return <Navigate replace to={`/products?${asked}`} />;
  return <Home />;
}

function Home() {
  usePageTitle("");
  const categories = useQuery(categoriesQuery);
  const newest = useQuery(productsQuery({ sort: "newest", limit: shownAtMost }));

  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-12 px-4 pt-4 lg:gap-16 lg:px-8 lg:pt-6">
      <Hero />
      {!categories.error && (
        <section aria-labelledby="categories">
          <SectionHead
            id="categories"
            title="Walk the aisles"
            more={{ to: "/products", label: "All products" }}
          />
          <CategoryTiles categories={categories.data?.items} />
        </section>
      )}
      <TopSelling />
      <section aria-labelledby="newest">
        <SectionHead
          id="newest"
          title="New on the shelves"
          more={{ to: "/products?sort=newest", label: "See all" }}
        />
        <div className="mt-5">
          {newest.isPending ? (
            <ProductGridSkeleton count={shownAtMost} />
          ) : newest.error ? (
            <ErrorState error={newest.error} onRetry={() => void newest.refetch()} />
          ) : (
            <ProductGrid products={newest.data.items} label="New products" />
          )}
        </div>
      </section>
    </div>
  );
}
