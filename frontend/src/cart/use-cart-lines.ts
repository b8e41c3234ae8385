import { useQueries, useQuery } from "@tanstack/react-query";
import { ApiProblem } from "@/api/problem";
import { productQuery } from "@/api/products";
import type { CartLine, Product } from "@/api/types";
import { totalOf } from "@/lib/money";
import { useStore } from "@/lib/store";
import { stocks } from "@/live/live";
import { useSession } from "@/session/session";
import { noLongerOnSale } from "./line-trouble";
import { mergingStore, serverCart } from "./server-cart";
import { cartOwner } from "./use-cart";
import { visitorCart, type WantedLine } from "./visitor-cart";

export interface CartLines {
  lines: CartLine[];
  total_amount: number;
  isPending: boolean;
  error: unknown;
  retry: () => void;
}

/** The cart's lines in full, in one shape for visitors (each product is looked up) and for buyers. */
export function useCartLines(): CartLines {
  const owner = cartOwner(useSession());
  const wanted = useStore(visitorCart);
  const merging = useStore(mergingStore);
  const cart = useQuery({ ...serverCart, enabled: owner === "buyer" });
  const products = useQueries({
    queries: (owner === "visitor" ? wanted : []).map((line) => productQuery(line.product_id)),
  });

  if (owner !== "visitor") {
    return {
      lines: cart.data?.lines ?? [],
      total_amount: cart.data?.total_amount ?? 0,
      isPending: owner === "buyer" && (cart.isPending || merging),
      error: cart.error,
      retry: () => void cart.refetch(),
    };
  }
  const lines = wanted.flatMap((line, index) => {
    const found = products[index];
    if (found?.data) return [lineOf(line, asToldSince(found.data))];
    return isGone(found?.error) ? [goneLine(line)] : [];
  });
  return {
    lines,
    total_amount: totalOf(lines.filter((line) => line.available)),
    isPending: products.some((product) => product.isPending),
    error: products.find((product) => product.error && !isGone(product.error))?.error ?? null,
    retry: () => {
      for (const product of products) if (product.error) void product.refetch();
    },
  };
}

function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}

/** The product with what the gateway has told about it since it was loaded. */
function asToldSince(product: Product): Product {
  const live = stocks.stockOf(product.id);
  const stock = live && live.seq > product.stock_seq ? live.stock : product.stock;
  const details = stocks.detailsOf(product.id);
  if (!details || Date.parse(details.updated_at) <= Date.parse(product.updated_at))
    return { ...product, stock };
  return { ...product, stock, price: details.price, status: details.status as Product["status"] };
}

function lineOf({ product_id, quantity }: WantedLine, product: Product): CartLine {
  return {
    product_id,
    quantity,
    name: product.name,
    price: product.price,
    stock: product.stock,
    line_total: totalOf([{ price: product.price, quantity }]),
    image: product.images[0] ?? null,
    category: product.category,
    seller_id: product.seller_id,
    seller_name: product.seller_name,
    available: product.status === "active" && product.stock > 0,
    off_sale_reason: product.status === "active" ? null : noLongerOnSale,
  };
}

function goneLine({ product_id, quantity }: WantedLine): CartLine {
  return {
    product_id,
    quantity,
    name: "A product that is no longer sold",
    price: 0,
    stock: 0,
    line_total: 0,
    image: null,
    category: "",
    seller_id: "",
    seller_name: "",
    available: false,
    off_sale_reason: noLongerOnSale,
  };
}
