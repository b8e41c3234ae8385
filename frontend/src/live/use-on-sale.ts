import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { Product } from "@/api/types";
import { stocks, watches } from "./live";

/** Those of the products that are on sale, by what the gateway has told since they were loaded. */
export function useOnSale(products: readonly Product[]): Product[] {
  const ids = products.map(({ id }) => id).join(" ");
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = split(ids).map((id) => stocks.subscribe(id, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [ids],
  );
  // A product that has gone is watched on: it may come back.
  useEffect(() => {
    const releases = split(ids).map((id) => watches.hold(id));
    return () => {
      for (const release of releases) release();
    };
  }, [ids]);
  const gone = useSyncExternalStore(subscribe, () =>
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

function split(ids: string): string[] {
  return ids === "" ? [] : ids.split(" ");
}
