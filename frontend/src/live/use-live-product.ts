import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { Product } from "@/api/types";
import { stocks, watches } from "./live";

type WithStock = Pick<Product, "id" | "stock" | "stock_seq">;

/** The newest known stock of a product: what the page was loaded with, or what the gateway has told since. */
export function useLiveStock(product: WithStock): number {
  const { id } = product;
  const subscribe = useCallback((listener: () => void) => stocks.subscribe(id, listener), [id]);
  const live = useSyncExternalStore(subscribe, () => stocks.stockOf(id));
  useEffect(() => watches.hold(id), [id]);
  return live && live.seq > product.stock_seq ? live.stock : product.stock;
}

/** The product with its stock, price and status as they are now. */
export function useLiveProduct(product: Product): Product {
  const { id } = product;
  const stock = useLiveStock(product);
  const subscribe = useCallback((listener: () => void) => stocks.subscribe(id, listener), [id]);
  const details = useSyncExternalStore(subscribe, () => stocks.detailsOf(id));
  if (!details || !(Date.parse(details.updated_at) > Date.parse(product.updated_at)))
    return { ...product, stock };
  return { ...product, stock, price: details.price, status: details.status as Product["status"] };
}
