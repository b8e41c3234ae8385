import { useIsMutating } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { messageOf } from "@/api/problem";
import type { CartLine } from "@/api/types";
import { troubleOf } from "@/cart/line-trouble";
import { cartChanges } from "@/cart/use-cart";
import { totalOfLines } from "@/cart/use-live-lines";
import { useSeenPrices } from "@/cart/use-seen-prices";
import { FormProblem } from "@/components/form/form-problem";
import { CheckoutLines } from "./checkout-lines";
import { CheckoutSummary } from "./checkout-summary";
import { PickupAndPayment } from "./pickup-and-payment";
import { corrected, refusalOf } from "./refusal";
import type { PlaceOrder } from "./use-place-order";

/** What will be bought, how it is fetched and paid, and the button. */
export function Review({ lines: known, order }: { lines: CartLine[]; order: PlaceOrder }) {
  const refusal = refusalOf(order.refused);
  const lines = known.map((line) => corrected(line, refusal));
  const prices = useSeenPrices(lines);
  const saving = useIsMutating({ mutationKey: cartChanges }) > 0;
  const list = useRef<HTMLUListElement>(null);
  const [hurried, setHurried] = useState(false);

  const open = lines.filter((line) => troubleOf(line) !== null || prices.changeOf(line) !== null);
  const stillRefused = refusal === null || open.some((line) => line.product_id === refusal.product_id);
  const refusedText = order.refused && stillRefused ? messageOf(order.refused) : undefined;
  const hurriedText = hurried && open.length > 0 ? "Look at the marked lines first." : undefined;

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
        <CheckoutLines ref={list} lines={lines} prices={prices} />
        <PickupAndPayment />
      </div>
      <CheckoutSummary total={totalOfLines(lines)} busy={order.busy || saving} onPlace={place} />
    </div>
  );
}
