import { ChevronRight } from "lucide-react";
import { Link } from "react-router";
import type { Order } from "@/api/types";
import { Price } from "@/components/ui/price";
import { orderNumber } from "@/lib/order-number";
import { formatDay } from "@/lib/shop-time";
import { OrderStatusBadge } from "@/orders/order-status";
import { MessageLink } from "@/presence/message-link";
import { PersonName } from "@/presence/person-name";
import { Thumbnail } from "@/products/thumbnail";

const picturesAtMost = 3;
const sellersAtMost = 3;

export function OrderCard({ order }: { order: Order }) {
  const { product_list, fulfilment } = order;
  const first = product_list[0]?.name ?? "";
  const others = product_list.length - 1;
  const hidden = product_list.length - picturesAtMost;
  return (
    <article className="relative flex flex-col gap-3 rounded-2xl border border-line bg-surface p-4 transition-colors hover:border-line-strong sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h2 className="font-semibold">
          <Link
            to={`/orders/${order.id}`}
            className="rounded after:absolute after:inset-0 after:rounded-2xl hover:text-brand"
          >
            Order {orderNumber(order.id)}
          </Link>
        </h2>
        <OrderStatusBadge status={order.status} />
      </div>
      <p className="line-clamp-1 text-ink-soft text-sm">
        {first}
        {others > 0 && ` and ${others} more`}
      </p>
      <div className="flex items-end justify-between gap-4">
        <ul aria-hidden className="flex min-w-0 items-center gap-2 overflow-hidden">
          {product_list.slice(0, picturesAtMost).map((line) => (
            <li key={line.product_id}>
              <Thumbnail of={line} className="size-12 sm:size-14" />
            </li>
          ))}
          {hidden > 0 && <li className="px-1 text-ink-soft text-sm">+{hidden}</li>}
        </ul>
        <p className="flex shrink-0 items-center gap-1">
          <Price amount={order.total_amount} className="text-lg" />
          <ChevronRight aria-hidden className="size-5 text-ink-soft" />
        </p>
      </div>
      <p className="border-line border-t pt-3 text-sm">
        <span className="text-ink-soft">
          Ordered {formatDay(order.timestamp, fulfilment.pickup_timezone)}
        </span>
        {order.status === "placed" && (
          <span className="block font-medium sm:inline">
            <span aria-hidden className="hidden text-ink-soft sm:inline">
              {" "}
              ·{" "}
            </span>
            Pick up from {formatDay(fulfilment.pickup_at, fulfilment.pickup_timezone)}
          </span>
        )}
      </p>
      <Sellers order={order} />
    </article>
  );
}

function Sellers({ order: { id, parts } }: { order: Order }) {
  const others = parts.length - sellersAtMost;
  return (
    <ul aria-label="Sellers" className="-my-2 flex flex-col text-sm">
      {parts.slice(0, sellersAtMost).map(({ seller_id, seller_name }) => (
        <li key={seller_id} className="flex items-center justify-between gap-3">
          <span className="min-w-0 break-words">
            From <PersonName id={seller_id} name={seller_name} />
          </span>
          <MessageLink
            userId={seller_id}
            name={seller_name}
            about={{ kind: "order", id }}
            look="ghost"
            className="relative -mr-2"
          />
        </li>
      ))}
      {others > 0 && (
        <li className="pb-2 text-ink-soft">
          and {others === 1 ? "one more seller" : `${others} more sellers`}
        </li>
      )}
    </ul>
  );
}
