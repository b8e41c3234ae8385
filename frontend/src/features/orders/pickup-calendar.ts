import type { Order } from "@/api/types";
import { calendarFile, download } from "@/lib/calendar-file";
import { formatPrice } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";

const visit_minutes = 60;

/** Gives the buyer a calendar entry for the pickup. */
export function downloadPickup(order: Order): void {
  const number = orderNumber(order.id);
  download(`souk-pickup-${number}.ics`, "text/calendar;charset=utf-8", pickupCalendar(order, new Date()));
}

export function pickupCalendar(order: Order, now: Date): string {
  const { id, fulfilment, product_list, total_amount } = order;
  return calendarFile(
    {
      uid: `order-${id}@souk`,
      title: `Pick up order ${orderNumber(id)} at Souk`,
      place: fulfilment.pickup_place,
      description: [
        ...product_list.map((line) => `${line.quantity} x ${line.name}`),
        `To pay: ${formatPrice(total_amount)}`,
      ].join("\n"),
      startsAt: fulfilment.pickup_at,
      length_minutes: visit_minutes,
    },
    now,
  );
}
