import { PackageCheck, Printer } from "lucide-react";
import { useState } from "react";
import type { Sale } from "@/api/types";
import { Button, ButtonLink } from "@/components/ui/button";
import { orderNumber } from "@/lib/order-number";
import { type Outcome, SettleDialog } from "./settle-dialog";

interface SaleActionsProps {
  sale: Sale;
  /** Only what is done most: the rest is in the order's details. */
  short?: boolean;
}

/** What can be done with an order: hand it over or cancel it while it waits, and print its slip. */
export function SaleActions({ sale, short = false }: SaleActionsProps) {
  const [outcome, setOutcome] = useState<Outcome>("completed");
  const [asking, setAsking] = useState(false);
  const number = orderNumber(sale.id);
  const ask = (wanted: Outcome) => {
    setOutcome(wanted);
    setAsking(true);
  };
  return (
    <>
      {!short && (
        <ButtonLink
          look="ghost"
          size="sm"
          to={`/seller/orders/${sale.id}/slip`}
          aria-label={`Packing slip of order ${number}`}
        >
          <Printer aria-hidden className="size-5" />
          Slip
        </ButtonLink>
      )}
      {sale.status === "placed" && (
        <>
          {!short && (
            <Button
              look="ghost"
              size="sm"
              aria-label={`Cancel order ${number}`}
              onClick={() => ask("cancelled")}
            >
              Cancel
            </Button>
          )}
          <Button
            look="soft"
            size="sm"
            aria-label={`Hand over order ${number}`}
            onClick={() => ask("completed")}
          >
            {!short && <PackageCheck aria-hidden className="size-5" />}
            Hand over
          </Button>
        </>
      )}
      <SettleDialog sale={sale} outcome={outcome} open={asking} onClose={() => setAsking(false)} />
    </>
  );
}
