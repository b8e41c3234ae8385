import type { Sale } from "@/api/types";
import { orderNumber } from "@/lib/order-number";
import { formatMoment } from "@/lib/shop-time";
import { OrderStatusBadge } from "./order-status";

interface OrderCellProps {
  sale: Sale;
  onOpen: (orderId: string) => void;
}

/** An order's number, which opens its details, its status, and when it was placed. */
export function OrderCell({ sale, onOpen }: OrderCellProps) {
  return (
    <>
      <span className="flex items-center justify-between gap-2.5 sm:justify-start">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => onOpen(sale.id)}
          className="-mx-1 min-h-11 rounded px-1 font-semibold tabular-nums underline-offset-4 hover:text-brand hover:underline sm:min-h-8"
        >
          {orderNumber(sale.id)}
        </button>
        <OrderStatusBadge status={sale.status} />
      </span>
      <span className="block font-normal text-ink-soft text-sm whitespace-nowrap">
        {formatMoment(sale.timestamp, sale.fulfilment.pickup_timezone)}
      </span>
    </>
  );
}
