import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type UseFormRegisterReturn, useForm } from "react-hook-form";
import { closeReport, reportsKey } from "@/api/reports";
import type { Report, ReportOutcome } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { focusMain } from "@/lib/focus-main";
import { outcomes } from "./outcomes";

const noteAtMost = 1_000;

interface CloseDialogProps {
  /** The report to close; null closes the dialog. */
  report: Report | null;
  onDone: () => void;
}

/** Asks what came of a report, and closes it. */
export function CloseDialog({ report, onDone }: CloseDialogProps) {
  const formId = useId();
  const [busy, setBusy] = useState(false);
  return (
    <Dialog
      open={report !== null}
      onClose={onDone}
      title={`Close the report about ${report?.reported.name ?? "a deleted account"}`}
      footer={
        <>
          <Button look="outline" onClick={onDone}>
            Leave it open
          </Button>
          <Button type="submit" form={formId} busy={busy}>
            Close the report
          </Button>
        </>
      }
    >
      {report && <CloseForm id={formId} report={report} onBusy={setBusy} onDone={onDone} />}
    </Dialog>
  );
}

interface CloseFormProps {
  id: string;
  report: Report;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

function CloseForm({ id, report, onBusy, onDone }: CloseFormProps) {
  const queries = useQueryClient();
  const form = useForm<{ outcome: ReportOutcome; note: string }>({ defaultValues: { note: "" } });
  const { errors } = form.formState;

  async function close({ outcome, note }: { outcome: ReportOutcome; note: string }): Promise<void> {
    onBusy(true);
    try {
      await closeReport(report.id, { outcome, note: note.trim() || null });
      onDone();
      focusMain();
      toast.good("The report is closed.");
    } catch (error) {
      showProblem(form, error);
    } finally {
      onBusy(false);
      void queries.invalidateQueries({ queryKey: reportsKey });
    }
  }

  return (
    <form id={id} noValidate onSubmit={form.handleSubmit(close)} className="flex flex-col gap-5">
      <FormProblem message={errors.root?.message} />
      <OutcomeChoice
        registration={form.register("outcome", { required: "Say what came of it." })}
        error={errors.outcome?.message}
      />
      <Field
        label="Note"
        hint="For the other admins. The two of them do not see it."
        error={errors.note?.message}
      >
        {(control) => <Textarea {...control} {...form.register("note")} rows={3} maxLength={noteAtMost} />}
      </Field>
    </form>
  );
}

function OutcomeChoice({
  registration,
  error,
}: {
  registration: UseFormRegisterReturn;
  error: string | undefined;
}) {
  const id = useId();
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-semibold">What came of it?</legend>
      <div className="flex flex-col gap-2">
        {outcomes.map(({ value, label, hint }) => (
          <label
            key={value}
            className="flex min-h-11 items-start gap-3 rounded-xl border border-line-strong px-4 py-2.5 hover:border-brand has-checked:border-brand has-checked:bg-brand-tint has-focus-visible:outline-3 has-focus-visible:outline-brand has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              value={value}
              aria-labelledby={`${id}-${value}`}
              aria-describedby={`${id}-${value}-hint`}
              className="mt-1 size-4 shrink-0 accent-brand outline-none"
              {...registration}
            />
            <span>
              <span id={`${id}-${value}`} className="block font-semibold">
                {label}
              </span>
              <span id={`${id}-${value}-hint`} className="block text-ink-soft text-sm">
                {hint}
              </span>
            </span>
          </label>
        ))}
      </div>
      {error && (
        <p id={`${id}-error`} className="mt-1.5 font-medium text-danger text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
