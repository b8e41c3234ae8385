import { ButtonLink } from "@/components/ui/button";
import { Price } from "@/components/ui/price";

interface CartSummaryProps {
  pieces: number;
  total: number;
  /** How many lines cannot be bought as they are. */
  troubled: number;
}

/** On a phone it stays at the bottom of the screen, beside the lines where there is room. */
export function CartSummary({ pieces, total, troubled }: CartSummaryProps) {
  return (
    <section
      aria-labelledby="cart-total"
      data-bottom-bar
      className="sticky bottom-0 z-20 max-lg:mt-auto -mx-4 flex flex-col gap-3 border-line border-t bg-surface px-4 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] lg:top-28 lg:bottom-auto lg:mx-0 lg:rounded-2xl lg:border lg:p-6"
    >
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="cart-total" className="font-semibold">
          Total{" "}
          <span className="font-normal text-ink-soft">({pieces === 1 ? "1 piece" : `${pieces} pieces`})</span>
        </h2>
        <Price amount={total} className="text-2xl" />
      </div>
      {troubled > 0 && (
        <p className="font-medium text-danger text-sm">
          {troubled === 1 ? "One line needs" : `${troubled} lines need`} your attention before you can order.
        </p>
      )}
      <p className="hidden text-ink-soft text-sm lg:block">
        You pick everything up at the market and pay there. Nothing is reserved until you order.
      </p>
      <ButtonLink to="/checkout" look="accent" size="lg">
        Go to checkout
      </ButtonLink>
    </section>
  );
}
