import type { Role, Sale } from "@/api/types";
import { formatMoment } from "@/lib/shop-time";

interface SaleHistoryProps {
  sale: Sale;
  /** Whoever reads it: a seller's own deeds are told as "you". */
  reader: Exclude<Role, "buyer">;
}

const deeds = { placed: "Ordered", completed: "Handed over", cancelled: "Cancelled" };

/** When, by whom and why an order became what it is. */
export function SaleHistory({ sale, reader }: SaleHistoryProps) {
  const zone = sale.fulfilment.pickup_timezone;
  return (
    <ol className="flex flex-col gap-2">
      {sale.history.map(({ at, what, by, reason }) => (
        <li key={`${at} ${what} ${by}`}>
          <p>
            <span className="font-medium">{deeds[what]}</span> by {nameOf(by, reader)}
            <span className="block text-ink-soft text-sm">{formatMoment(at, zone)}</span>
          </p>
          {reason && <blockquote className="mt-1 border-line border-l-4 pl-3">{reason}</blockquote>}
        </li>
      ))}
    </ol>
  );
}

function nameOf(by: Role, reader: Role): string {
  if (by === "buyer") return "the buyer";
  if (by === "admin") return "an admin";
  return reader === "seller" ? "you" : "a seller";
}
