import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { messageOf } from "@/api/problem";
import { cancelMarketOrder, marketOrdersKey } from "@/api/sales";
import type { Sale } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button, type ButtonLook } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { orderNumber } from "@/lib/order-number";
import { randomKey } from "@/lib/random-key";

const reasonAtMost = 300;

/** A button as long as something of the order waits, and the dialog that asks for the reason. */
export function CancelMarketOrder({ order, look }: { order: Sale; look: ButtonLook }) {
  const [open, setOpen] = useState(false);
  const number = orderNumber(order.id);
  return (
    <>
      {order.status === "placed" && (
        <Button look={look} size="sm" aria-label={`Cancel order ${number}`} onClick={() => setOpen(true)}>
          Cancel
        </Button>
      )}
      <CancelDialog order={order} open={open} onClose={() => setOpen(false)} />
    </>
  );
}

interface CancelDialogProps {
  order: Sale;
  open: boolean;
  onClose: () => void;
}

function CancelDialog({ order, open, onClose }: CancelDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const cancel = useCancel(order, onClose);
  const close = () => {
    cancel.reset();
    setMissing(false);
    onClose();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!reason.trim());
    if (reason.trim()) cancel.send(reason.trim());
  };

  return (
    <Dialog
      open={open}
      onClose={close}
      title={`Cancel order ${orderNumber(order.id)}?`}
      footer={
        <>
          <Button look="outline" onClick={close}>
            Keep it
          </Button>
          <Button look="danger" type="submit" form={formId} busy={cancel.isPending}>
            Yes, cancel it
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={send}>
        <p>{consequences(order)} This cannot be undone.</p>
        <div className="mt-4">
          <Field
            label="Reason"
            required
            hint="The buyer and the sellers read it, and it stands in the audit log."
            error={missing ? "Please say why." : undefined}
          >
            {(control) => (
              <Textarea
                {...control}
                rows={3}
                maxLength={reasonAtMost}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        </div>
        <div className="mt-3 empty:mt-0">
          <FormProblem message={cancel.error ? messageOf(cancel.error) : undefined} />
        </div>
      </form>
    </Dialog>
  );
}

function consequences({ parts }: Sale): string {
  const kept = parts.filter(({ status }) => status === "completed").map(({ seller_name }) => seller_name);
  const goods = "The goods go back into stock; the buyer and the sellers are told.";
  return kept.length > 0 ? `${goods} What ${kept.join(" and ")} handed over stays so.` : goods;
}

/** One key as long as the reason is the same, so that a retry does not cancel twice. */
function useCancel(order: Sale, onDone: () => void) {
  const queries = useQueryClient();
  const [attempt, setAttempt] = useState({ reason: "", key: "" });
  const refresh = () => queries.invalidateQueries({ queryKey: marketOrdersKey });
  const mutationKey = ["cancel", order.id];
  const cancel = useMutation({
    mutationKey,
    networkMode: "always",
    mutationFn: (reason: string) => {
      const key = reason === attempt.reason ? attempt.key : randomKey();
      setAttempt({ reason, key });
      return cancelMarketOrder(order.id, reason, key);
    },
    onSuccess: async () => {
      await refresh();
      toast.good(`Order ${orderNumber(order.id)} is cancelled.`);
      onDone();
      setTimeout(focusMain);
    },
    onError: () => void refresh(),
  });
  // The second click of a double click comes before the button knows that it is busy.
  const send = (reason: string) => {
    if (queries.isMutating({ mutationKey }) === 0) cancel.mutate(reason);
  };
  return { ...cancel, send };
}
