import { useForm } from "react-hook-form";
import { register } from "@/api/account";
import type { Registration } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { PasswordField } from "@/components/form/password-field";
import { PasswordHint } from "@/components/form/password-hint";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { nameLength_chars } from "@/config/limits";
import { usePageTitle } from "@/lib/page-title";
import { beginSession } from "@/session/session";
import { AuthLayout } from "./auth-layout";
import { RoleChoice } from "./role-choice";

export function RegisterPage() {
  usePageTitle("Create an account");
  return (
    <AuthLayout
      title="Create an account"
      lead="It takes a minute, and you can delete it again whenever you like."
      other={{ to: "/login", question: "You have an account?", label: "Sign in" }}
    >
      <RegisterForm />
    </AuthLayout>
  );
}

function RegisterForm() {
  const form = useForm<Registration>({
    defaultValues: { name: "", email: "", password: "", role: "buyer" },
  });
  const { errors, isSubmitting } = form.formState;
  // In the order of the page: the first one that is wrong gets the focus.
  const role = form.register("role");
  const name = form.register("name", { required: "Enter your name." });
  const email = form.register("email", { required: "Enter your email." });
  const password = form.register("password", { required: "Choose a password." });

  async function send(registration: Registration): Promise<void> {
    try {
      beginSession(
        await register({
          ...registration,
          name: registration.name.trim(),
          email: registration.email.trim(),
        }),
      );
    } catch (error) {
      showProblem(form, error);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-5">
      <FormProblem message={errors.root?.message} />
      <RoleChoice registration={role} error={errors.role?.message} />
      <Field label="Name" required error={errors.name?.message}>
        {(control) => <Input {...control} {...name} autoComplete="name" maxLength={nameLength_chars} />}
      </Field>
      <Field label="Email" required error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...email}
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint={!errors.password && <PasswordHint password={form.watch("password")} />}
        error={errors.password?.message}
        {...password}
      />
      <Button type="submit" size="lg" busy={isSubmitting}>
        Create the account
      </Button>
    </form>
  );
}
