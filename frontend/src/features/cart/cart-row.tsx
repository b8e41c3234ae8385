import { Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { CartLine } from "@/api/types";
import type { LineNews } from "@/cart/line-news";
import { LineNotices } from "@/cart/line-notices";
import { troubleOf } from "@/cart/line-trouble";
import type { CartEdits } from "@/cart/use-cart-edits";
import { IconButton } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { QuantityStepper } from "@/components/ui/quantity-stepper";
import { formatPrice, totalOf } from "@/lib/money";

import { StockNote } from "@/products/stock-note";
import { Thumbnail } from "@/products/thumbnail";

interface CartRowProps {
  line: CartLine;
  news: readonly LineNews[];
  edits: CartEdits;
}

export function CartRow({ line, news, edits }: CartRowProps) {
  const trouble = troubleOf(line);
  const buyable = trouble === null || trouble.kind === "short";
  return (
    <article className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-4 gap-y-3 sm:grid-cols-[7rem_minmax(0,1fr)] sm:gap-x-5">
      <Thumbnail of={line} className="size-20 sm:size-28" faded={!buyable} />
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex items-start justify-between gap-3">
          <h2 className="font-semibold leading-snug sm:text-lg">
            <ProductLink line={line}>{line.name}</ProductLink>
          </h2>
          {buyable && <Price amount={totalOf([line])} className="text-lg" />}
        </div>
        {line.seller_name !== "" && (
          <p className="text-ink-soft text-sm">
            {line.seller_name} · {formatPrice(line.price)} each
          </p>
        )}
        {trouble === null && !news.some(({ kind }) => kind === "low") && (
          <p className="mt-0.5">
            <StockNote stock={line.stock} />
          </p>
        )}
        {buyable && (
          <div className="mt-auto flex items-center justify-between gap-3 pt-2">
            <QuantityStepper
              value={line.quantity}
              max={line.stock}
              label={`Quantity of ${line.name}`}
              onChange={(quantity) => edits.take(line, quantity)}
            />
            <IconButton label={`Remove ${line.name}`} onClick={() => edits.remove(line)}>
              <Trash2 aria-hidden className="size-5" />
            </IconButton>
          </div>
        )}
      </div>
      <div className="col-span-2 has-[>:empty]:absolute">
        <LineNotices
          line={line}
          trouble={trouble}
          news={news}
          onTake={(quantity) => edits.take(line, quantity)}
          onRemove={() => edits.remove(line)}
        />
      </div>
    </article>
  );
}

function ProductLink({ line, children }: { line: CartLine; children: ReactNode }) {
  if (line.seller_id === "") return children;
  return (
    <Link to={`/products/${line.product_id}`} className="underline-offset-4 hover:text-brand hover:underline">
      {children}
    </Link>
  );
}
