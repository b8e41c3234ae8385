import { ArrowDown, ArrowUp, LogOut, type LucideIcon, Minus, Sparkles } from "lucide-react";
import { useId } from "react";
import type { RankedProduct, Ranking } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { formatPrice } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { Thumbnail } from "@/products/thumbnail";
import { findsSomething, type Move, moveText } from "./moves";

interface RankingListProps {
  title: string;
  ranking: Ranking;
  /** What is said of a product at its place, from 1. */
  moveOf?: (product: RankedProduct, rank: number) => Move | null;
}

/** The first products that a search finds. */
export function RankingList({ title, ranking, moveOf }: RankingListProps) {
  const id = useId();
  const finds = findsSomething(ranking);
  return (
    <section aria-labelledby={id} className="min-w-0">
      <header className="mb-2 flex items-baseline justify-between gap-3 border-line border-b pb-2">
        <h4 id={id} className="font-semibold">
          {title}
        </h4>
        {finds && (
          <p className="text-ink-soft text-sm tabular-nums">
            {formatCount(ranking.total)} {ranking.total === 1 ? "product" : "products"}
          </p>
        )}
      </header>
      {ranking.corrected && (
        <p className="mb-2 text-ink-soft text-sm wrap-anywhere">
          Searched as <strong className="font-semibold text-ink">{ranking.corrected}</strong>
        </p>
      )}
      {!finds ? (
        <p className="text-ink-soft">Nothing is found: shoppers are shown what is new.</p>
      ) : (
        <ol aria-label={title} className="flex flex-col gap-2.5">
          {ranking.items.map((product, index) => (
            <ProductRow
              key={product.id}
              product={product}
              rank={index + 1}
              move={moveOf?.(product, index + 1) ?? null}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

function ProductRow({ product, rank, move }: { product: RankedProduct; rank: number; move: Move | null }) {
  const { name, brand, price, image, category } = product;
  return (
    <li className="flex items-start gap-2.5">
      <span aria-hidden className="w-5 shrink-0 pt-0.5 text-right text-ink-soft text-sm tabular-nums">
        {rank}
      </span>
      <Thumbnail of={{ image, category }} className="size-11" />
      <div className="min-w-0 flex-1">
        <p className="line-clamp-2 text-sm leading-snug wrap-anywhere">{name}</p>
        <p className="flex flex-wrap items-center gap-x-3 text-ink-soft text-sm">
          <span className="truncate">
            {brand && `${brand}, `}
            {formatPrice(price)}
          </span>
          {move && <MoveNote move={move} />}
        </p>
      </div>
    </li>
  );
}

const looks: Record<Move["kind"], { icon: LucideIcon; tone: string }> = {
  new: { icon: Sparkles, tone: "font-semibold text-brand" },
  up: { icon: ArrowUp, tone: "font-semibold text-good" },
  down: { icon: ArrowDown, tone: "font-semibold text-accent-text" },
  lower: { icon: ArrowDown, tone: "font-semibold text-accent-text" },
  gone: { icon: LogOut, tone: "font-semibold text-danger" },
  same: { icon: Minus, tone: "" },
};

function MoveNote({ move }: { move: Move }) {
  const { icon: Icon, tone } = looks[move.kind];
  return (
    <span className={classNames("inline-flex items-center gap-1 whitespace-nowrap", tone)}>
      <Icon aria-hidden className="size-4" />
      {moveText(move)}
    </span>
  );
}
