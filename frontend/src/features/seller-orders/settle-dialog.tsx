import { type ReactNode, useState } from "react";
import { messageOf } from "@/api/problem";
import type { Sale, Settlement } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { Button, type ButtonLook } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { formatPrice } from "@/lib/money";
import { orderNumber } from "@/lib/order-number";
import { useSettle } from "./use-settle";

export type Outcome = Settlement["status"];

interface SettleDialogProps {
  sale: Sale;
  outcome: Outcome;
  open: boolean;
  onClose: () => void;
}

const reasonAtMost = 300;

/** Asks before an order is handed over or cancelled, for neither can be undone. */
export function SettleDialog({ sale, outcome, open, onClose }: SettleDialogProps) {
  const [reason, setReason] = useState("");
  const settle = useSettle(sale, onClose);
  const send = () =>
    settle.send({
      status: outcome,
      ...(outcome === "cancelled" && reason.trim() && { reason: reason.trim() }),
    });

  return (
    <Question
      open={open}
      onClose={() => {
        settle.reset();
        onClose();
      }}
      error={settle.error}
      busy={settle.isPending}
      onYes={send}
      {...words(sale, outcome)}
    >
      {outcome === "cancelled" && (
        <div className="mt-4">
          <Field label="What the buyer is told" hint="Such as what happened, and when to try again.">
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
      )}
    </Question>
  );
}

interface Words {
  title: string;
  text: string;
  yes: string;
  no: string;
  look: ButtonLook;
}

function words(sale: Sale, outcome: Outcome): Words {
  const number = orderNumber(sale.id);
  if (outcome === "completed")
    return {
      title: `Hand over order ${number}?`,
      text: `The buyer has paid ${formatPrice(sale.total_amount)} and has the goods. This cannot be undone.`,
      yes: "Yes, handed over",
      no: "Not yet",
      look: "primary",
    };
  return {
    title: `Cancel order ${number}?`,
    text: "The goods go back into your stock and the buyer is told. This cannot be undone.",
    yes: "Yes, cancel it",
    no: "Keep it",
    look: "danger",
  };
}

interface QuestionProps extends Words {
  open: boolean;
  onClose: () => void;
  onYes: () => void;
  error: unknown;
  busy: boolean;
  children: ReactNode;
}

function Question({ open, onClose, onYes, error, busy, children, ...words }: QuestionProps) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={words.title}
      footer={
        <>
          <Button look="outline" onClick={onClose}>
            {words.no}
          </Button>
          <Button look={words.look} busy={busy} onClick={onYes}>
            {words.yes}
          </Button>
        </>
      }
    >
      <p>{words.text}</p>
      {children}
      <div className="mt-3 empty:mt-0">
        <FormProblem message={error ? messageOf(error) : undefined} />
      </div>
    </Dialog>
  );
}
