import { useQuery } from "@tanstack/react-query";
import { productsQuery } from "@/api/products";
import type { Product } from "@/api/types";
import { ProductGrid } from "@/products/product-grid";

const shownAtMost = 4;

/** Others of the category; nothing at all when there are none. */
export function Related({ product }: { product: Pick<Product, "id" | "category"> }) {
  const query = {
    category: [product.category],
    in_stock: true,
    sort: "newest" as const,
    limit: shownAtMost + 1,
  };
  const { data } = useQuery(productsQuery(query));
  const others = data?.items.filter(({ id }) => id !== product.id).slice(0, shownAtMost) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-labelledby="related" className="mt-14">
      <h2 id="related" className="mb-5 font-display text-2xl">
        More in {product.category}
      </h2>
      <ProductGrid products={others} label={`More in ${product.category}`} />
    </section>
  );
}
