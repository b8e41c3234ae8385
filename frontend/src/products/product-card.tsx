import { Plus } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import type { Product } from "@/api/types";
import { useCart } from "@/cart/use-cart";
import { Button } from "@/components/ui/button";
import { Marked } from "@/components/ui/marked";
import { Price } from "@/components/ui/price";
import { Skeleton } from "@/components/ui/skeleton";
import { classNames } from "@/lib/class-names";
import { useLiveProduct } from "@/live/use-live-product";
import { ProductPicture } from "./product-picture";
import { StockNote } from "./stock-note";

interface ProductCardProps {
  product: Product;
  /** In the first row, so its picture comes first. */
  first?: boolean;
  /** Words and phrases by which it was found: they stand out in the name. */
  words?: readonly string[] | undefined;
  /** Told when somebody opens it, here or in a new tab. */
  onOpen?: (() => void) | undefined;
}

const nothing: readonly string[] = [];
const middleButton = 1;

/** A product on the shelf: all of it leads to the product, the button puts one into the cart. */
export function ProductCard({ product: loaded, first = false, words = nothing, onOpen }: ProductCardProps) {
  const product = useLiveProduct(loaded);
  const soldOut = product.stock <= 0 || product.status !== "active";
  return (
    <article className="group relative flex h-full flex-col overflow-hidden rounded-2xl border border-line bg-surface transition-colors hover:border-line-strong has-[a:focus-visible]:outline-3 has-[a:focus-visible]:outline-brand has-[a:focus-visible]:outline-offset-2">
      <div className="overflow-hidden bg-sunken">
        <ProductPicture
          image={product.images[0]}
          category={product.category}
          alt=""
          sizes="(width >= 64rem) 28rem, 75vw"
          first={first}
          className={classNames(
            "transition-transform duration-300 group-hover:scale-[1.03]",
            soldOut && "opacity-60 grayscale",
          )}
        />
      </div>
      <div className="flex flex-1 flex-col gap-2 p-3 sm:p-4">
        <p className="truncate text-ink-soft text-sm">{product.brand ?? product.seller_name}</p>
        <h3 className="line-clamp-2 min-h-[2lh] font-semibold leading-snug">
          <Link
            to={`/products/${product.id}`}
            onClick={onOpen}
            onAuxClick={(event) => event.button === middleButton && onOpen?.()}
            className="outline-none after:absolute after:inset-0 group-hover:text-brand"
          >
            <Marked text={product.name} words={words} className="rounded-sm bg-accent-tint text-inherit" />
          </Link>
        </h3>
        <p>
          <StockNote stock={product.stock} />
        </p>
        <div className="mt-auto flex items-center justify-between gap-2 pt-1">
          <Price amount={product.price} className="text-lg" />
          {!soldOut && <AddButton product={product} />}
        </div>
      </div>
    </article>
  );
}

function AddButton({ product }: { product: Product }) {
  const cart = useCart();
  const [busy, setBusy] = useState(false);

  async function add(): Promise<void> {
    setBusy(true);
    await cart.add(product, 1);
    setBusy(false);
  }
  return (
    <Button
      look="soft"
      size="sm"
      busy={busy}
      onClick={add}
      aria-label={`Add ${product.name} to the cart`}
      className="relative max-sm:size-11 max-sm:px-0"
    >
      {!busy && <Plus aria-hidden className="size-5" />}
      <span className="max-sm:hidden">Add</span>
    </Button>
  );
}

export function ProductCardSkeleton() {
  return (
    <div className="overflow-hidden rounded-2xl border border-line bg-surface">
      <Skeleton className="aspect-square w-full rounded-none" />
      <div className="flex flex-col gap-3 p-3 sm:p-4">
        <Skeleton className="h-4 w-1/2" />
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-2/3" />
        <Skeleton className="mt-2 h-10 w-full" />
      </div>
    </div>
  );
}
