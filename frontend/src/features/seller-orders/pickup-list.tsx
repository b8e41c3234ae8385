import { Link } from "react-router";
import type { Pickups, Sale } from "@/api/types";
import { formatPrice } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";
import { formatClock, formatDay } from "@/lib/shop-time";
import { BuyerName } from "@/orders/buyer-name";
import { OrderStatusBadge } from "@/orders/order-status";
import { MessageLink } from "@/presence/message-link";
import { SaleActions } from "./sale-actions";

/** The orders of a day by the time from which they wait; those overdue by their day. */
export function PickupList({ pickups }: { pickups: Pickups }) {
  const groups = groupsOf(pickups);
  const { items, total } = pickups;
  return (
    <div className="flex flex-col gap-7">
      {groups.map(({ title, sales }) => (
        <section key={title} aria-label={title} className="break-inside-auto">
          <h2 className="mb-2 flex items-baseline gap-3 font-display text-xl">
            {title}
            <span className="font-sans text-base text-ink-soft">{sales.length}</span>
          </h2>
          <ul className="flex flex-col gap-3 print:gap-0">
            {sales.map((sale) => (
              <li key={sale.id}>
                <PickupCard sale={sale} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {total > items.length && (
        <p>
          These are the first {items.length} of {total}. The others show once some of these are handed over.
        </p>
      )}
    </div>
  );
}

function PickupCard({ sale }: { sale: Sale }) {
  const number = orderNumber(sale.id);
  return (
    <article
      aria-label={`Order ${number}`}
      className="grid break-inside-avoid gap-x-6 gap-y-2 rounded-2xl border border-line bg-surface p-4 sm:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1.4fr)] xl:grid-cols-[8rem_minmax(0,1fr)_minmax(0,1.5fr)_17rem] print:grid-cols-[8rem_1fr_1.4fr] print:rounded-none print:border-x-0 print:border-t-0 print:px-0 print:py-2.5"
    >
      <div className="flex flex-wrap items-start justify-between gap-2 sm:flex-col sm:justify-start">
        <h3 className="font-bold text-lg tabular-nums">{number}</h3>
        <span className="print:-ml-2.5">
          <OrderStatusBadge status={sale.status} />
        </span>
      </div>
      <div className="flex flex-col items-start gap-1">
        <BuyerName buyer={sale.buyer} />
        {sale.buyer.name !== null && (
          <MessageLink
            userId={sale.buyer.id}
            name={sale.buyer.name}
            about={{ kind: "order", id: sale.id }}
            look="ghost"
            className="-ml-3.5 print:hidden"
          />
        )}
      </div>
      <div>
        <ul aria-label={`Goods of order ${number}`}>
          {sale.product_list.map((line) => (
            <li key={line.product_id}>
              <span className="font-semibold tabular-nums">{line.quantity} ×</span>{" "}
              <Link
                to={`/products/${line.product_id}`}
                className="break-words underline-offset-4 hover:text-brand hover:underline"
              >
                {line.name}
              </Link>
            </li>
          ))}
        </ul>
        <p className="mt-1 text-ink-soft text-sm">
          {formatPrice(sale.total_amount)}
          {sale.status === "placed" ? " to be paid" : " paid"}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-end gap-1 sm:col-span-3 xl:col-span-1 xl:self-start print:hidden">
        <SaleActions sale={sale} />
      </div>
    </article>
  );
}

interface Group {
  title: string;
  sales: Sale[];
}

export function groupsOf({ items, day, timezone }: Pickups): Group[] {
  const groups = new Map<string, Sale[]>();
  for (const sale of items) {
    const at = sale.fulfilment.pickup_at;
    const title = day === null ? formatDay(at, timezone, "long") : `From ${formatClock(at, timezone)}`;
    groups.set(title, [...(groups.get(title) ?? []), sale]);
  }
  return [...groups].map(([title, sales]) => ({ title, sales }));
}
