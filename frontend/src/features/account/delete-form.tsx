import { useForm } from "react-hook-form";
import { deleteAccount } from "@/api/account";
import { FormProblem } from "@/components/form/form-problem";
import { PasswordField } from "@/components/form/password-field";
import { showProblem } from "@/components/form/server-problems";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";

const word = "delete";

interface Confirmation {
  word: string;
  password: string;
}

interface DeleteFormProps {
  id: string;
  onBusy: (busy: boolean) => void;
  onDeleted: () => void;
}

export function DeleteForm({ id, onBusy, onDeleted }: DeleteFormProps) {
  const form = useForm<Confirmation>({ defaultValues: { word: "", password: "" } });
  const { errors } = form.formState;
  // In the order of the page: the first one that is wrong gets the focus.
  const typedWord = form.register("word", {
    validate: (typed) => typed.trim().toLowerCase() === word || `Type “${word}” to show that you mean it.`,
  });
  const password = form.register("password", { required: "Enter your password." });

  async function send({ password }: Confirmation): Promise<void> {
    onBusy(true);
    try {
      await deleteAccount(password);
      toast.good("Your account is deleted. Goodbye, and thank you.");
      onDeleted();
    } catch (error) {
      showProblem(form, error);
    } finally {
      onBusy(false);
    }
  }

  return (
    <form id={id} noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-4">
      <FormProblem message={errors.root?.message} />
      <Field label={`Type “${word}”`} required error={errors.word?.message}>
        {(control) => (
          <Input {...control} {...typedWord} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        )}
      </Field>
      <PasswordField
        label="Your password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...password}
      />
    </form>
  );
}
