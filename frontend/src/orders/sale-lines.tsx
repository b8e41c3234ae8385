import { Link } from "react-router";
import type { Sale } from "@/api/types";
import { formatPrice, totalOf } from "@/lib/money";
import { Thumbnail } from "@/products/thumbnail";

interface SaleLinesProps {
  /** Names the list: "Goods". */
  label: string;
  lines: Sale["product_list"];
}

/** What was bought, each with quantity, price and amount. */
export function SaleLines({ label, lines }: SaleLinesProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {lines.map((line) => (
        <li key={line.product_id} className="flex items-center gap-3 py-2.5">
          <Thumbnail of={line} className="size-12" />
          <div className="min-w-0 flex-1">
            <Link
              to={`/products/${line.product_id}`}
              className="break-words font-medium underline-offset-4 hover:text-brand hover:underline"
            >
              {line.name}
            </Link>
            <p className="text-ink-soft text-sm tabular-nums">
              {line.quantity} × {formatPrice(line.price)}
            </p>
          </div>
          <span className="font-semibold tabular-nums">{formatPrice(totalOf([line]))}</span>
        </li>
      ))}
    </ul>
  );
}
