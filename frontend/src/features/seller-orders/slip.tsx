import type { Sale } from "@/api/types";
import { formatPrice, totalOf } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";
import { formatMoment, formatPickup } from "@/lib/shop-time";
import { Fact } from "@/orders/fact";

/** The sheet of paper that goes with the goods. */
export function Slip({ sale }: { sale: Sale }) {
  const number = orderNumber(sale.id);
  const { pickup_at, pickup_place, pickup_timezone } = sale.fulfilment;
  return (
    <article className="mx-auto max-w-3xl rounded-2xl border border-line bg-surface p-5 sm:p-8 print:max-w-none print:rounded-none print:border-0 print:p-0">
      <header className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3 border-ink border-b-2 pb-4">
        <div>
          <h1 className="font-display text-3xl">Packing slip</h1>
          <p>
            {sale.parts[0]?.seller_name} <span className="text-ink-soft">at Souk</span>
          </p>
        </div>
        <p className="sm:text-right print:text-right">
          <span className="block text-ink-soft text-sm">Order number</span>
          <strong className="text-3xl tabular-nums tracking-wide">{number}</strong>
        </p>
      </header>
      {sale.status === "cancelled" && (
        <p className="mt-4 border-2 border-danger p-3 font-bold text-danger">
          This order is cancelled. Do not hand it over.
        </p>
      )}
      <dl className="grid gap-x-8 gap-y-4 py-5 sm:grid-cols-2 print:grid-cols-2">
        <Fact name="Buyer">
          <span className="font-semibold">{sale.buyer.name ?? "Deleted account"}</span>
          {sale.buyer.email && <span className="block wrap-anywhere">{sale.buyer.email}</span>}
        </Fact>
        <Fact name="Ordered">{formatMoment(sale.timestamp, pickup_timezone)}</Fact>
        <Fact name="Pickup">{formatPickup(pickup_at, pickup_timezone)}</Fact>
        <Fact name="Where">{pickup_place}</Fact>
      </dl>
      <Lines sale={sale} />
      <Signatures handedOver={sale.status === "completed"} />
    </article>
  );
}

function Lines({ sale }: { sale: Sale }) {
  const units = sale.product_list.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">Goods</caption>
      <thead className="border-ink border-b text-sm">
        <tr>
          <th scope="col" className="py-2 pr-3 font-semibold print:w-12">
            <span className="sr-only sm:not-sr-only print:not-sr-only">Packed</span>
          </th>
          <th scope="col" className="py-2 pr-3 text-right font-semibold">
            Units
          </th>
          <th scope="col" className="w-full py-2 pr-3 font-semibold">
            Product
          </th>
          <th
            scope="col"
            className="hidden py-2 pr-3 text-right font-semibold sm:table-cell print:table-cell"
          >
            Price
          </th>
          <th scope="col" className="py-2 text-right font-semibold">
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {sale.product_list.map((line) => (
          <tr key={line.product_id} className="break-inside-avoid border-line border-b align-top">
            <td className="py-2.5 pr-3">
              <span aria-hidden className="block size-5 border border-ink" />
            </td>
            <td className="py-2.5 pr-3 text-right font-bold tabular-nums">{line.quantity}</td>
            <td className="break-words py-2.5 pr-3">{line.name}</td>
            <td className="hidden py-2.5 pr-3 text-right tabular-nums sm:table-cell print:table-cell">
              {formatPrice(line.price)}
            </td>
            <td className="py-2.5 text-right tabular-nums">{formatPrice(totalOf([line]))}</td>
          </tr>
        ))}
      </tbody>
      <tfoot className="font-bold">
        <tr>
          <td />
          <td className="py-3 pr-3 text-right tabular-nums">{units}</td>
          <th scope="row" className="py-3 pr-3 font-bold">
            {paymentText(sale)}
          </th>
          <td className="hidden sm:table-cell print:table-cell" />
          <td className="py-3 text-right text-lg tabular-nums">{formatPrice(sale.total_amount)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function paymentText({ payment }: Sale): string {
  if (payment.status === "due") return "To be paid at the counter";
  return payment.status === "paid" ? "Paid at the counter" : "Nothing to pay";
}

/** Room to sign on paper. */
function Signatures({ handedOver }: { handedOver: boolean }) {
  return (
    <section
      aria-label="To be signed"
      className="mt-10 grid break-inside-avoid gap-x-8 gap-y-12 pt-4 sm:grid-cols-3 print:grid-cols-3"
    >
      {["Handed over by", "Received by", "Day and time"].map((what) => (
        <p key={what} className="border-ink border-t pt-1.5 text-sm">
          {what}
        </p>
      ))}
      {handedOver && <p className="text-ink-soft text-sm sm:col-span-3">Already handed over.</p>}
    </section>
  );
}
