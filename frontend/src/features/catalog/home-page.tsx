import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { Link, Navigate, useSearchParams } from "react-router";
import { categoriesQuery, productsQuery } from "@/api/products";
import { ErrorState } from "@/components/ui/states";
import { usePageTitle } from "@/lib/page-title";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";
import { CategoryTiles } from "./category-tiles";
import { parseFilters, toParams } from "./filters";
import { Hero } from "./hero";

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
          <SectionHead id="categories" title="Walk the aisles" to="/products" more="All products" />
          <CategoryTiles categories={categories.data?.items} />
        </section>
      )}
      <section aria-labelledby="newest">
        <SectionHead id="newest" title="New on the shelves" to="/products?sort=newest" more="See all" />
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

function SectionHead({ id, title, to, more }: { id: string; title: string; to: string; more: string }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <h2 id={id} className="font-display text-2xl sm:text-3xl">
        {title}
      </h2>
      <Link
        to={to}
        className="inline-flex min-h-11 items-center gap-1.5 font-semibold whitespace-nowrap text-brand hover:underline"
      >
        {more}
        <ArrowRight aria-hidden className="size-4" />
      </Link>
    </div>
  );
}
