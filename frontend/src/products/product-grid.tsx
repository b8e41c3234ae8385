import type { Product } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { useOnSale } from "@/live/use-on-sale";
import { ProductCard, ProductCardSkeleton } from "./product-card";

const firstRow = 4;

interface ProductGridProps {
  products: Product[];
  /** Beside a sidebar there is room for one column fewer. */
  narrow?: boolean;
  /** Newer content is on its way. */
  stale?: boolean;
  label: string;
  /** Words and phrases by which they were found: they stand out in the names. */
  words?: readonly string[];
  /** Told when somebody opens one, here or in a new tab. */
  onOpen?: (product: Product) => void;
}

export function ProductGrid({
  products: loaded,
  narrow = false,
  stale = false,
  label,
  words,
  onOpen,
}: ProductGridProps) {
  const products = useOnSale(loaded);
  return (
    <ul
      aria-label={label}
      aria-busy={stale}
      className={classNames(gridClass(narrow), "transition-opacity", stale && "opacity-55")}
    >
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductCard
            product={product}
            first={index < firstRow}
            words={words}
            onOpen={onOpen && (() => onOpen(product))}
          />
        </li>
      ))}
    </ul>
  );
}

export function ProductGridSkeleton({ count, narrow = false }: { count: number; narrow?: boolean }) {
  return (
    <div role="status" className={gridClass(narrow)}>
      <span className="sr-only">Loading products</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: place-holders are all the same.
        <ProductCardSkeleton key={index} />
      ))}
    </div>
  );
}

function gridClass(narrow: boolean): string {
  return classNames(
    "grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3",
    narrow ? "lg:grid-cols-3 xl:grid-cols-4" : "lg:grid-cols-4",
  );
}
