import { useIsMutating } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "@/api/problem";
import type { CartLine } from "@/api/types";
import { troubleOf } from "@/cart/line-trouble";
import { cartChanges } from "@/cart/use-cart";
import { useLineNews } from "@/cart/use-line-news";
import { totalOfLines } from "@/cart/use-live-lines";
import { FormProblem } from "@/components/form/form-problem";
import { useLast } from "@/lib/use-last";
import { CheckoutLines } from "./checkout-lines";
import { CheckoutSummary } from "./checkout-summary";
import { PickupAndPayment } from "./pickup-and-payment";
import { corrected, refusalOf } from "./refusal";
import type { PlaceOrder } from "./use-place-order";

/** What will be bought, how it is fetched and paid, and the button. */
export function Review({ lines: live, order }: { lines: CartLine[]; order: PlaceOrder }) {
  const refusal = refusalOf(order.refused);
  // The order itself takes from the stock: that is no news about it.
  const known = useLast(order.busy ? undefined : live) ?? live;
  const lines = known.map((line) => corrected(line, refusal));
  const news = useLineNews(lines);
  const saving = useIsMutating({ mutationKey: cartChanges }) > 0;
  const list = useRef<HTMLUListElement>(null);
  const [hurried, setHurried] = useState(false);

  const open = lines.filter((line) => troubleOf(line) !== null || hasNewPrice(line));
  const stillRefused = refusal === null || open.some((line) => line.product_id === refusal.product_id);
  const refusedText = order.refused && stillRefused ? messageOf(order.refused) : undefined;
  const hurriedText = hurried && open.length > 0 ? "Look at the marked lines first." : undefined;

  function hasNewPrice(line: CartLine): boolean {
    return news.of(line).some(({ kind }) => kind === "price");
  }

  useEffect(() => {
    if (order.refused) list.current?.querySelector<HTMLElement>("[role=status] button")?.focus();
  }, [order.refused]);

  function place(): void {
    if (open.length > 0) {
      setHurried(true);
      list.current?.querySelector<HTMLElement>("[role=status] button")?.focus();
      return;
    }
    setHurried(false);
    order.place(lines.map(({ product_id, quantity, price }) => ({ product_id, quantity, price })));
  }

  return (
    <div className="mt-5 gap-x-10 gap-y-8 max-lg:flex max-lg:grow max-lg:flex-col lg:mt-8 lg:grid lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
      <div className="flex flex-col gap-6">
        <FormProblem message={refusedText ?? hurriedText} />
        <CheckoutLines ref={list} lines={lines} news={news} />
        <PickupAndPayment />
      </div>
      <CheckoutSummary total={totalOfLines(lines)} busy={order.busy || saving} onPlace={place} />
    </div>
  );
}
