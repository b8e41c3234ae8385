import type { Sale } from "@/api/types";
import { Sheet } from "@/components/ui/dialog";
import { formatPrice } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";
import { formatPickup } from "@/lib/shop-time";
import { useLast } from "@/lib/use-last";
import { BuyerName } from "@/orders/buyer-name";
import { Fact } from "@/orders/fact";
import { OrderStatusBadge } from "@/orders/order-status";
import { SaleHistory } from "@/orders/sale-history";
import { SaleLines } from "@/orders/sale-lines";
import { MessageLink } from "@/presence/message-link";
import { SaleActions } from "./sale-actions";

interface SaleSheetProps {
  /** The order to show; undefined closes the sheet. */
  sale: Sale | undefined;
  onClose: () => void;
}

/** All of one order, beside the list. */
export function SaleSheet({ sale, onClose }: SaleSheetProps) {
  const current = useLast(sale);
  return (
    <Sheet
      open={sale !== undefined}
      onClose={onClose}
      title={current ? `Order ${orderNumber(current.id)}` : "Order"}
      footer={current && <SaleActions sale={current} />}
    >
      {current && <Details sale={current} />}
    </Sheet>
  );
}

function Details({ sale }: { sale: Sale }) {
  const { pickup_at, pickup_place, pickup_timezone } = sale.fulfilment;
  return (
    <div className="flex flex-col gap-5">
      <p>
        <OrderStatusBadge status={sale.status} />
      </p>
      <dl className="flex flex-col gap-3">
        <Fact name="Buyer">
          <BuyerName buyer={sale.buyer} />
          {sale.buyer.name !== null && (
            <MessageLink
              userId={sale.buyer.id}
              name={sale.buyer.name}
              about={{ kind: "order", id: sale.id }}
              className="mt-2"
            />
          )}
        </Fact>
        <Fact name="Pickup">
          {formatPickup(pickup_at, pickup_timezone)}
          <span className="block">{pickup_place}</span>
        </Fact>
      </dl>
      <section aria-labelledby="sale-goods">
        <h3 id="sale-goods" className="font-semibold">
          Your goods
        </h3>
        <SaleLines label="Your goods" lines={sale.product_list} />
        <p className="flex justify-between gap-4 border-line border-t pt-2 font-semibold">
          Total <span className="tabular-nums">{formatPrice(sale.total_amount)}</span>
        </p>
        <p className="text-ink-soft text-sm">{paymentText(sale)}</p>
      </section>
      <section aria-labelledby="sale-history">
        <h3 id="sale-history" className="mb-2 font-semibold">
          What happened
        </h3>
        <SaleHistory sale={sale} reader="seller" />
      </section>
    </div>
  );
}

function paymentText({ payment }: Sale): string {
  if (payment.status === "due") return "To be paid at the counter.";
  return payment.status === "paid" ? "Paid at the counter." : "Nothing to pay.";
}
