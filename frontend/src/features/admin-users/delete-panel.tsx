import { useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useForm } from "react-hook-form";
import { deleteUser, userQuery, usersKey } from "@/api/admin-users";
import type { UserDetail } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { FormProblem } from "@/components/form/form-problem";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { ConsequenceList } from "./consequence-list";
import { ofDeleting } from "./consequences";

export function DeletePanel({ user }: { user: UserDetail }) {
  const queries = useQueryClient();
  const formId = useId();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);

  function open(): void {
    // What hangs on the account may have changed since the page was loaded.
    void queries.invalidateQueries({ queryKey: userQuery(user.id).queryKey });
    setAsking(true);
  }

  return (
    <Panel title="Delete the account" hint="Erases all that is personal. There is no way back.">
      <Button look="danger" onClick={open}>
        Delete…
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Delete ${user.name} for good?`}
        footer={
          <>
            <Button look="outline" onClick={() => setAsking(false)}>
              Keep the account
            </Button>
            <Button look="danger" type="submit" form={formId} busy={busy}>
              Delete for good
            </Button>
          </>
        }
      >
        <DeleteForm id={formId} user={user} onBusy={setBusy} onDone={() => setAsking(false)} />
      </Dialog>
    </Panel>
  );
}

interface DeleteFormProps {
  id: string;
  user: UserDetail;
  onBusy: (busy: boolean) => void;
  onDone: () => void;
}

function DeleteForm({ id, user, onBusy, onDone }: DeleteFormProps) {
  const queries = useQueryClient();
  const form = useForm<{ confirm: string }>({ defaultValues: { confirm: "" } });
  const { errors } = form.formState;
  const email = user.email ?? "";
  const confirm = form.register("confirm", {
    validate: (typed) =>
      typed.trim().toLowerCase() === email.toLowerCase() || "Type their email to show that you mean it.",
  });

  async function send({ confirm: typed }: { confirm: string }): Promise<void> {
    onBusy(true);
    try {
      await deleteUser(user.id, typed.trim());
      toast.good("The account is deleted.");
      onDone();
      await queries.invalidateQueries({ queryKey: usersKey });
    } catch (error) {
      showProblem(form, error);
    } finally {
      onBusy(false);
    }
  }

  return (
    <form id={id} noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-4">
      <FormProblem message={errors.root?.message} />
      <ConsequenceList lines={ofDeleting(user)} />
      <Field label={`Type “${email}”`} required error={errors.confirm?.message}>
        {(control) => (
          <Input {...control} {...confirm} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        )}
      </Field>
    </form>
  );
}
