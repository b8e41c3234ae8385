import { CloudOff } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { formatPrice } from "@/lib/money";
import { type OrderAttempt, totalOfAttempt, unitsOf } from "./order-attempt";
import type { PlaceOrder } from "./use-place-order";

/** The order left, the answer did not come back: sending it again is safe, and the only way on. */
export function UnansweredOrder({ attempt, order }: { attempt: OrderAttempt; order: PlaceOrder }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const units = unitsOf(attempt);
  return (
    <section
      aria-labelledby="unanswered"
      className="mt-8 flex max-w-2xl flex-col gap-5 rounded-2xl border border-line bg-surface p-5 sm:p-8"
    >
      <div role="alert">
        <CloudOff aria-hidden className="mb-3 size-9 text-accent-text" />
        <h2 id="unanswered" ref={heading} tabIndex={-1} className="font-display text-2xl outline-none">
          We did not get an answer
        </h2>
        <p className="mt-2">Try again: you will not be charged twice, and nothing is ordered twice.</p>
      </div>
      <p className="text-ink-soft">
        This is about your order of {units === 1 ? "one piece" : `${units} pieces`} for{" "}
        <strong className="text-ink">{formatPrice(totalOfAttempt(attempt))}</strong>. It may have reached us
        already; then trying again simply shows it to you.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button look="accent" size="lg" busy={order.busy} onClick={order.tryAgain}>
          Try again
        </Button>
        <ButtonLink look="outline" size="lg" to="/orders">
          See my orders
        </ButtonLink>
      </div>
      {!order.busy && (
        <p className="text-ink-soft text-sm">
          It is not among your orders, and you want something else instead?{" "}
          <button
            type="button"
            onClick={order.startOver}
            className="min-h-11 font-semibold text-brand underline underline-offset-4"
          >
            Start over
          </button>
        </p>
      )}
    </section>
  );
}
