import type { Product } from "@/api/types";
import { stocks } from "./live";
import { useWatched } from "./use-watched";

/** Those of the products that are on sale, by what the gateway has told since they were loaded. */
export function useOnSale(products: readonly Product[]): Product[] {
  // A product that has gone is watched on: it may come back.
  const ids = products.map(({ id }) => id);
  const gone = useWatched(ids, () =>
    products
      .filter((product) => !isOnSale(product))
      .map(({ id }) => id)
      .join(" "),
  );
  return products.filter(({ id }) => !gone.includes(id));
}

function isOnSale(product: Product): boolean {
  const details = stocks.detailsOf(product.id);
  const newer = details && Date.parse(details.updated_at) > Date.parse(product.updated_at);
  return (newer ? details.status : product.status) === "active";
}
