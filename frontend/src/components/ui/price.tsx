import { classNames } from "@/lib/class-names";
import { formatPrice } from "@/lib/money";

/** A price in dollars. */
export function Price({ amount, className }: { amount: number; className?: string }) {
  return <span className={classNames("font-bold tabular-nums", className)}>{formatPrice(amount)}</span>;
}
