import type { Ref } from "react";
import { Link } from "react-router";
import type { CartLine } from "@/api/types";
import { LineNotices } from "@/cart/line-notices";
import { troubleOf } from "@/cart/line-trouble";
import { useCartEdits } from "@/cart/use-cart-edits";
import type { ShownNews } from "@/cart/use-line-news";
import { Price } from "@/components/ui/price";
import { formatPrice, totalOf } from "@/lib/money";
import { Thumbnail } from "@/products/thumbnail";

interface CheckoutLinesProps {
  ref: Ref<HTMLUListElement>;
  lines: CartLine[];
  news: ShownNews;
}

export function CheckoutLines({ ref, lines, news }: CheckoutLinesProps) {
  const edits = useCartEdits();
  return (
    <section
      aria-labelledby="checkout-lines"
      className="rounded-2xl border border-line bg-surface p-5 sm:p-6"
    >
      <header className="flex items-center justify-between gap-4">
        <h2 id="checkout-lines" className="font-display text-xl">
          Your order
        </h2>
        <Link
          to="/cart"
          className="inline-flex min-h-11 items-center font-semibold text-brand underline underline-offset-4"
        >
          Change it
        </Link>
      </header>
      <ul ref={ref} aria-labelledby="checkout-lines" className="divide-y divide-line">
        {lines.map((line) => (
          <li key={line.product_id} className="flex flex-col gap-3 py-4 last:pb-0">
            <Line line={line} />
            <LineNotices
              line={line}
              trouble={troubleOf(line)}
              news={news.of(line)}
              onTake={(quantity) => edits.take(line, quantity)}
              onRemove={() => edits.remove(line)}
              onAccept={() => news.accept(line)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ line }: { line: CartLine }) {
  return (
    <div className="flex items-center gap-4">
      <Thumbnail of={line} className="size-16" />
      <div className="min-w-0 flex-1">
        <h3 className="font-semibold leading-snug">{line.name}</h3>
        <p className="text-ink-soft text-sm">
          {line.quantity} × {formatPrice(line.price)} · {line.seller_name}
        </p>
      </div>
      <Price amount={totalOf([line])} />
    </div>
  );
}
