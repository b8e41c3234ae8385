import type { CartLine } from "@/api/types";
import { troubleOf } from "@/cart/line-trouble";
import { useCartEdits } from "@/cart/use-cart-edits";
import { totalOfLines } from "@/cart/use-live-lines";
import { useSeenPrices } from "@/cart/use-seen-prices";
import { CartRow } from "./cart-row";
import { CartSummary } from "./cart-summary";

export function CartContent({ lines }: { lines: CartLine[] }) {
  const prices = useSeenPrices(lines);
  const edits = useCartEdits();
  const troubled = lines.filter((line) => troubleOf(line) !== null).length;
  return (
    <div className="mt-5 gap-x-10 max-lg:flex max-lg:grow max-lg:flex-col lg:mt-8 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
      <ul aria-label="In your cart" className="flex flex-col border-line border-t">
        {lines.map((line) => (
          <li key={line.product_id} className="border-line border-b py-5">
            <CartRow line={line} priceChange={prices.changeOf(line)} edits={edits} />
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
