import { useQuery } from "@tanstack/react-query";
import { topSellingQuery } from "@/api/products";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";
import { SectionHead } from "./section-head";

const shownAtMost = 8;

/** What sold best in the last 30 days. A market without a sale, or without an answer, does not mention it. */
export function TopSelling() {
  const best = useQuery(topSellingQuery(shownAtMost));
  if (best.error || best.data?.items.length === 0) return null;
  return (
    <section aria-labelledby="top-selling">
      <SectionHead id="top-selling" title="Top-selling" />
      <div className="mt-5">
        {best.data ? (
          <ProductGrid products={best.data.items} label="Top-selling products" />
        ) : (
          <ProductGridSkeleton count={shownAtMost} />
        )}
      </div>
    </section>
  );
}
