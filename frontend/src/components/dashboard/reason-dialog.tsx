import { type ReactNode, useId, useState } from "react";
import { useForm } from "react-hook-form";
import { FormProblem } from "@/components/form/form-problem";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

interface ReasonDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  /** What happens then, and to whom. */
  children: ReactNode;
  /** Who is told the reason: "The seller reads this." */
  hint: string;
  /** On the button that does it. */
  action: string;
  reasonAtMost?: number;
  /** Does it. What it throws is shown, and the dialog stays open. */
  run: (reason: string) => Promise<void>;
}

/** Asks for a reason before something that somebody else will feel. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { open, onClose, title, action } = props;
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button look="outline" onClick={onClose}>
            Leave it
          </Button>
          <Button look="danger" type="submit" form={formId} busy={busy}>
            {action}
          </Button>
        </>
      }
    >
      <ReasonForm {...props} id={formId} onBusy={setBusy} />
    </Dialog>
  );
}

function ReasonForm({
  id,
  children,
  hint,
  reasonAtMost = 200,
  run,
  onBusy,
  onClose,
}: ReasonDialogProps & { id: string; onBusy: (busy: boolean) => void }) {
  const form = useForm<{ reason: string }>({ defaultValues: { reason: "" } });
  const { errors } = form.formState;
  const reason = form.register("reason", {
    validate: (text) => text.trim() !== "" || "Say why, in a few words.",
    setValueAs: (text: string) => text.replace(/\s+/g, " "),
  });

  async function send({ reason }: { reason: string }): Promise<void> {
    onBusy(true);
    try {
      await run(reason.trim());
      onClose();
    } catch (error) {
      showProblem(form, error);
    } finally {
      onBusy(false);
    }
  }

  return (
    <form id={id} noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-4">
      <FormProblem message={errors.root?.message} />
      {children}
      <Field label="Reason" required hint={hint} error={errors.reason?.message}>
        {(control) => (
          <Textarea
            {...control}
            {...reason}
            ref={(element) => {
              // What a dialog focuses when it opens.
              element?.setAttribute("autofocus", "");
              reason.ref(element);
            }}
            rows={3}
            maxLength={reasonAtMost}
          />
        )}
      </Field>
    </form>
  );
}
