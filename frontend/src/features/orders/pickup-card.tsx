import { Banknote, CalendarClock, CalendarPlus, MapPin, Printer } from "lucide-react";
import type { ReactNode } from "react";
import type { Order } from "@/api/types";
import { Button } from "@/components/ui/button";
import { formatPrice } from "@/lib/money";
import { formatPickup } from "@/lib/shop-time";
import { downloadPickup } from "./pickup-calendar";

/** When, where and what to bring. */
export function PickupCard({ order }: { order: Order }) {
  const { pickup_at, pickup_place, pickup_timezone } = order.fulfilment;
  const waiting = order.status === "placed";
  return (
    <section aria-labelledby="pickup" className="rounded-2xl border border-line bg-surface p-5 sm:p-6">
      <h2 id="pickup" className="font-display text-xl">
        {waiting ? "Pick it up" : "Pickup and payment"}
      </h2>
      <dl className="mt-4 flex flex-col gap-4">
        <Fact icon={<CalendarClock aria-hidden />} name="When">
          <time dateTime={pickup_at}>{formatPickup(pickup_at, pickup_timezone)}</time>
        </Fact>
        <Fact icon={<MapPin aria-hidden />} name="Where">
          {pickup_place}
        </Fact>
        <Fact icon={<Banknote aria-hidden />} name="Payment">
          {paymentText(order)}
        </Fact>
      </dl>
      {waiting && (
        <div className="mt-5 flex flex-wrap gap-3 print:hidden">
          <Button look="outline" onClick={() => downloadPickup(order)}>
            <CalendarPlus aria-hidden className="size-5" />
            Add to calendar
          </Button>
          <Button look="outline" onClick={() => window.print()}>
            <Printer aria-hidden className="size-5" />
            Print
          </Button>
        </div>
      )}
    </section>
  );
}

function Fact({ icon, name, children }: { icon: ReactNode; name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="flex items-center gap-3 text-ink-soft text-sm [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-brand">
        {icon}
        {name}
      </dt>
      <dd className="pl-8 font-semibold">{children}</dd>
    </div>
  );
}

function paymentText({ payment, total_amount }: Order): string {
  const amount = formatPrice(total_amount);
  if (payment.status === "due") return `${amount}, to be paid when you pick it up`;
  if (payment.status === "paid") return `${amount}, paid on pickup`;
  return "Nothing to pay";
}
