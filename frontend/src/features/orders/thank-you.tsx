import { CircleCheck } from "lucide-react";
import type { Order } from "@/api/types";
import { orderNumber } from "@/lib/order-number";

export function ThankYou({ order }: { order: Order }) {
  return (
    <header className="mt-2 flex flex-col items-center gap-2 rounded-2xl bg-good-tint px-5 py-8 text-center sm:py-10">
      <CircleCheck aria-hidden className="size-11 text-good" />
      <h1 className="font-display text-3xl lg:text-4xl">Thank you for your order</h1>
      <p>
        Your order number is{" "}
        <strong className="whitespace-nowrap text-lg tabular-nums">{orderNumber(order.id)}</strong>. The
        sellers have been told.
      </p>
    </header>
  );
}
