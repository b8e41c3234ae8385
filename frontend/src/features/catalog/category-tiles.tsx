import { Link } from "react-router";
import type { Categories } from "@/api/types";
import { Skeleton } from "@/components/ui/skeleton";
import { categoryTile } from "@/config/shop-pictures";

const tilesAtMost = 12;
const rowClass =
  "-mx-4 mt-5 flex snap-x scroll-px-4 gap-4 overflow-x-auto px-4 pb-3 sm:mx-0 sm:grid sm:grid-cols-4 sm:gap-x-5 sm:gap-y-7 sm:overflow-visible sm:px-0 lg:grid-cols-6";

/** The biggest categories as arches with a picture; on a phone a row to swipe through. */
export function CategoryTiles({ categories }: { categories: Categories["items"] | undefined }) {
  if (!categories) return <TilesSkeleton />;
  const biggest = chooseTiles(categories);
  return (
    <ul className={rowClass}>
      {biggest.map(({ category, count }) => (
        <li key={category} className="w-28 shrink-0 snap-start sm:w-auto">
          <Link
            to={`/products?${new URLSearchParams({ category })}`}
            className="group block rounded-t-full rounded-b-xl text-center"
          >
            <span className="block overflow-hidden rounded-t-full rounded-b-xl border border-line bg-sunken group-hover:border-brand">
              <img
                src={categoryTile(category)}
                alt=""
                width={600}
                height={600}
                loading="lazy"
                className="aspect-[4/5] h-auto w-full object-cover transition-transform dark:brightness-90 duration-300 group-hover:scale-105"
              />
            </span>
            <span className="mt-2.5 block font-semibold leading-tight group-hover:text-brand">
              {category}
            </span>
            <span className="text-ink-soft text-sm">
              {count.toLocaleString("en-US")} {count === 1 ? "product" : "products"}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The biggest ones first, yet no picture twice as long as there are others. */
function chooseTiles(categories: Categories["items"]): Categories["items"] {
  const bySize = [...categories].sort((a, b) => b.count - a.count);
  const pictures = bySize.map(({ category }) => categoryTile(category));
  const isFirst = (index: number) => pictures.indexOf(pictures[index] ?? "") === index;
  const distinct = bySize.filter((_, index) => isFirst(index));
  const others = bySize.filter((_, index) => !isFirst(index));
  return [...distinct, ...others].slice(0, tilesAtMost);
}

function TilesSkeleton() {
  return (
    <div role="status" className={rowClass}>
      <span className="sr-only">Loading categories</span>
      {Array.from({ length: tilesAtMost }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: place-holders are all the same.
        <div key={index} className="w-28 shrink-0 sm:w-auto">
          <Skeleton className="aspect-[4/5] w-full rounded-t-full" />
          <Skeleton className="mx-auto mt-3 h-4 w-2/3" />
        </div>
      ))}
    </div>
  );
}
