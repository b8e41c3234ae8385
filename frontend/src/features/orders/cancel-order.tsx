import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cancelOrder, orderQuery, ordersKey } from "@/api/orders";
import { messageOf } from "@/api/problem";
import type { Order } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { orderNumber } from "@/lib/order-number";
import { randomKey } from "@/lib/random-key";

/** Offered as long as no seller has handed anything over. */
export function CancelOrder({ order }: { order: Order }) {
  const [open, setOpen] = useState(false);
  const cancel = useCancel(order, () => setOpen(false));
  if (order.status !== "placed") return null;
  if (order.parts.some((part) => part.status === "completed"))
    return (
      <p className="px-1 text-ink-soft text-sm print:hidden">
        Part of it was handed over, so it can no longer be cancelled here. Speak to the seller at the counter.
      </p>
    );

  return (
    <div className="print:hidden">
      <Button look="danger" className="w-full" onClick={() => setOpen(true)}>
        Cancel the order
      </Button>
      <Dialog
        open={open}
        onClose={() => {
          setOpen(false);
          cancel.reset();
        }}
        title={`Cancel order ${orderNumber(order.id)}?`}
        footer={
          <>
            <Button look="outline" onClick={() => setOpen(false)}>
              Keep it
            </Button>
            <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
              Yes, cancel it
            </Button>
          </>
        }
      >
        <p>
          The sellers put everything back on the shelf, and there is nothing to pay. This cannot be undone.
        </p>
        <div className="mt-3 empty:mt-0">
          <FormProblem message={cancel.error ? messageOf(cancel.error) : undefined} />
        </div>
      </Dialog>
    </div>
  );
}

function useCancel(order: Order, onDone: () => void) {
  const queries = useQueryClient();
  const [key] = useState(randomKey);
  return useMutation({
    networkMode: "always",
    mutationFn: () => cancelOrder(order.id, key),
    onSuccess: (cancelled) => {
      queries.setQueryData(orderQuery(order.id).queryKey, cancelled);
      void queries.invalidateQueries({ queryKey: [...ordersKey, "list"] });
      toast.good("Your order is cancelled.");
      onDone();
      setTimeout(focusMain);
    },
    onError: () => void queries.invalidateQueries({ queryKey: orderQuery(order.id).queryKey }),
  });
}
