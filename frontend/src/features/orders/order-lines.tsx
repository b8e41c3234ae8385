import { Link } from "react-router";
import type { Order } from "@/api/types";
import { Price } from "@/components/ui/price";
import { formatPrice, totalOf } from "@/lib/money";
import { OrderStatusBadge } from "@/orders/order-status";
import { MessageLink } from "@/presence/message-link";
import { PersonName } from "@/presence/person-name";
import { Thumbnail } from "@/products/thumbnail";

type Part = Order["parts"][number];
type Line = Order["product_list"][number];

/** What was bought, by seller, because each of them hands over their own part. */
export function OrderLines({ order }: { order: Order }) {
  return (
    <section aria-labelledby="lines" className="rounded-2xl border border-line bg-surface p-5 sm:p-6">
      <h2 id="lines" className="font-display text-xl">
        What you ordered
      </h2>
      {order.parts.map((part) => (
        <SellerPart
          key={part.seller_id}
          part={part}
          orderId={order.id}
          lines={order.product_list.filter((line) => line.seller_id === part.seller_id)}
        />
      ))}
      <p className="mt-5 flex items-baseline justify-between gap-4 border-line border-t pt-4 font-semibold">
        Total
        <Price amount={order.total_amount} className="text-2xl" />
      </p>
    </section>
  );
}

function SellerPart({ part, orderId, lines }: { part: Part; orderId: string; lines: Line[] }) {
  return (
    <div className="mt-5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b pb-2">
        <h3 className="min-w-0 flex-1 basis-44 break-words font-semibold">
          From <PersonName id={part.seller_id} name={part.seller_name} />
        </h3>
        <OrderStatusBadge status={part.status} />
        <MessageLink
          userId={part.seller_id}
          name={part.seller_name}
          about={{ kind: "order", id: orderId }}
          className="print:hidden"
        />
      </div>
      <ul aria-label={`From ${part.seller_name}`} className="divide-y divide-line">
        {lines.map((line) => (
          <li key={line.product_id} className="flex items-center gap-4 py-3">
            <Thumbnail of={line} className="size-16" />
            <div className="min-w-0 flex-1">
              <Link
                to={`/products/${line.product_id}`}
                className="font-medium underline-offset-4 hover:text-brand hover:underline"
              >
                {line.name}
              </Link>
              <p className="text-ink-soft text-sm">
                {line.quantity} × {formatPrice(line.price)}
              </p>
            </div>
            <Price amount={totalOf([line])} />
          </li>
        ))}
      </ul>
    </div>
  );
}
