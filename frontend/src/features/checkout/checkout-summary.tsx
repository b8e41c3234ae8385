import { Button } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { formatPrice } from "@/lib/money";

interface CheckoutSummaryProps {
  total: number;
  busy: boolean;
  onPlace: () => void;
}

export function CheckoutSummary({ total, busy, onPlace }: CheckoutSummaryProps) {
  return (
    <section
      aria-labelledby="checkout-total"
      data-bottom-bar
      className="sticky bottom-0 z-20 max-lg:mt-auto -mx-4 flex flex-col gap-2.5 border-line border-t bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:top-28 lg:bottom-auto lg:mx-0 lg:gap-4 lg:rounded-2xl lg:border lg:p-6"
    >
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="checkout-total" className="font-semibold">
          To pay on pickup
        </h2>
        <Price amount={total} className="text-2xl" />
      </div>
      <Button look="accent" size="lg" busy={busy} onClick={onPlace}>
        Place order · {formatPrice(total)}
      </Button>
      <p className="text-ink-soft text-sm max-lg:text-center">
        By ordering you agree to pick it up and pay. You can cancel until then.
      </p>
    </section>
  );
}
