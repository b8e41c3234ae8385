import { useForm } from "react-hook-form";
import { changePassword } from "@/api/account";
import type { PasswordChange } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { PasswordField } from "@/components/form/password-field";
import { PasswordHint } from "@/components/form/password-hint";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

export function PasswordForm({ email }: { email: string }) {
  const form = useForm<PasswordChange>({ defaultValues: { current_password: "", new_password: "" } });
  const { errors, isSubmitting } = form.formState;

  async function save(change: PasswordChange): Promise<void> {
    try {
      await changePassword(change);
      form.reset();
      toast.good("Your new password is in place. You are signed out everywhere else.");
    } catch (error) {
      showProblem(form, error);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(save)} className="flex flex-col items-start gap-4">
      <FormProblem message={errors.root?.message} />
      {/* Password managers file the new password under this name. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <div className="flex w-full max-w-md flex-col gap-4">
        <PasswordField
          label="Present password"
          autoComplete="current-password"
          error={errors.current_password?.message}
          {...form.register("current_password", { required: "Enter your present password." })}
        />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint={!errors.new_password && <PasswordHint password={form.watch("new_password")} />}
          error={errors.new_password?.message}
          {...form.register("new_password", { required: "Choose a new password." })}
        />
      </div>
      <Button type="submit" busy={isSubmitting}>
        Change the password
      </Button>
    </form>
  );
}
