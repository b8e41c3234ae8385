import type { CartLine } from "@/api/types";
import { troubleOf } from "@/cart/line-trouble";
import { useCartEdits } from "@/cart/use-cart-edits";
import { useLineNews } from "@/cart/use-line-news";
import { totalOfLines } from "@/cart/use-live-lines";
import { CartRow } from "./cart-row";
import { CartSummary } from "./cart-summary";

export function CartContent({ lines }: { lines: CartLine[] }) {
  const news = useLineNews(lines);
  const edits = useCartEdits();
  const troubled = lines.filter((line) => troubleOf(line) !== null).length;
  return (
    <div className="mt-5 gap-x-10 max-lg:flex max-lg:grow max-lg:flex-col lg:mt-8 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
      <ul aria-label="In your cart" className="flex flex-col border-line border-t">
        {lines.map((line) => (
          <li key={line.product_id} className="border-line border-b py-5">
            <CartRow line={line} news={news.of(line)} edits={edits} />
          </li>
        ))}
      </ul>
      <CartSummary
        pieces={lines.reduce((sum, line) => sum + line.quantity, 0)}
        total={totalOfLines(lines)}
        troubled={troubled}
      />
    </div>
  );
}
