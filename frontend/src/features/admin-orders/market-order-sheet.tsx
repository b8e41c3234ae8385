import { Link } from "react-router";
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
import { PersonName } from "@/presence/person-name";
import { CancelMarketOrder } from "./cancel-market-order";

const link = "font-medium underline underline-offset-4 hover:text-brand";

interface MarketOrderSheetProps {
  /** The order to show; undefined closes the sheet. */
  order: Sale | undefined;
  onClose: () => void;
}

/** All of one order, seller by seller, beside the list. */
export function MarketOrderSheet({ order, onClose }: MarketOrderSheetProps) {
  const current = useLast(order);
  return (
    <Sheet
      open={order !== undefined}
      onClose={onClose}
      title={current ? `Order ${orderNumber(current.id)}` : "Order"}
      footer={current?.status === "placed" && <CancelMarketOrder order={current} look="danger" />}
    >
      {current && <Details order={current} />}
    </Sheet>
  );
}

function Details({ order }: { order: Sale }) {
  const { pickup_at, pickup_place, pickup_timezone } = order.fulfilment;
  return (
    <div className="flex flex-col gap-5">
      <p>
        <OrderStatusBadge status={order.status} />
      </p>
      <dl className="flex flex-col gap-3">
        <Fact name="Buyer">
          <BuyerName buyer={order.buyer} />
          <p className="mt-1 flex flex-wrap gap-x-4 text-sm">
            {order.buyer.name !== null && (
              <Link to={`/admin/users/${order.buyer.id}`} className={link}>
                Their account
              </Link>
            )}
            <Link to={`/admin/orders?buyer_id=${order.buyer.id}`} className={link}>
              All their orders
            </Link>
          </p>
          {order.buyer.name !== null && (
            <MessageLink
              userId={order.buyer.id}
              name={order.buyer.name}
              about={{ kind: "order", id: order.id }}
              className="mt-2"
            />
          )}
        </Fact>
        <Fact name="Pickup">
          {formatPickup(pickup_at, pickup_timezone)}
          <span className="block">{pickup_place}</span>
        </Fact>
      </dl>
      {order.parts.map((part) => (
        <section key={part.seller_id} aria-label={`From ${part.seller_name}`}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <h3 className="min-w-0 flex-1 basis-44 break-words font-semibold">
              From <PersonName id={part.seller_id} name={part.seller_name} />
            </h3>
            <OrderStatusBadge status={part.status} />
            <MessageLink
              userId={part.seller_id}
              name={part.seller_name}
              about={{ kind: "order", id: order.id }}
            />
          </div>
          <SaleLines
            label={`Goods from ${part.seller_name}`}
            lines={order.product_list.filter(({ seller_id }) => seller_id === part.seller_id)}
          />
        </section>
      ))}
      <p className="flex justify-between gap-4 border-line border-t pt-2 font-semibold">
        Total <span className="tabular-nums">{formatPrice(order.total_amount)}</span>
      </p>
      <section aria-labelledby="order-history">
        <h3 id="order-history" className="mb-2 font-semibold">
          What happened
        </h3>
        <SaleHistory sale={order} reader="admin" />
      </section>
    </div>
  );
}
