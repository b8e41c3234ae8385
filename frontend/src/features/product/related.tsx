import { useQuery } from "@tanstack/react-query";
import { similarQuery } from "@/api/products";
import type { Product } from "@/api/types";
import { ProductGrid, ProductGridSkeleton } from "@/products/product-grid";

const shownAtMost = 8;
const heading = "Similar products";

/** What is like the product; nothing at all when there is nothing, or when it cannot be had. */
export function Related({ product }: { product: Pick<Product, "id"> }) {
  const { data, error } = useQuery(similarQuery(product.id, shownAtMost));
  if (error || data?.items.length === 0) return null;
  return (
    <section aria-labelledby="related" className="mt-14">
      <h2 id="related" className="mb-5 font-display text-2xl">
        {heading}
      </h2>
      {data ? (
        <ProductGrid products={data.items} label={heading} />
      ) : (
        <ProductGridSkeleton count={shownAtMost / 2} />
      )}
    </section>
  );
}
