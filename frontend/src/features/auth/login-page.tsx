import { useForm } from "react-hook-form";
import { useSearchParams } from "react-router";
import { logIn } from "@/api/account";
import type { Credentials } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { PasswordField } from "@/components/form/password-field";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { usePageTitle } from "@/lib/page-title";
import { beginSession } from "@/session/session";
import { AuthLayout } from "./auth-layout";
import { DemoAccounts } from "./demo-accounts";

export function LoginPage() {
  usePageTitle("Sign in");
  const [params] = useSearchParams();
  return (
    <AuthLayout
      title="Sign in"
      lead={params.has("next") ? "Sign in to go on. Your cart comes along." : "Good to see you again."}
      other={{ to: "/register", question: "New to Souk?", label: "Create an account" }}
    >
      <LoginForm />
    </AuthLayout>
  );
}

function LoginForm() {
  const form = useForm<Credentials>({ defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting } = form.formState;
  // In the order of the page: the first one that is wrong gets the focus.
  const email = form.register("email", { required: "Enter your email." });
  const password = form.register("password", { required: "Enter your password." });

  async function send(credentials: Credentials): Promise<void> {
    try {
      beginSession(await logIn({ ...credentials, email: credentials.email.trim() }));
    } catch (error) {
      showProblem(form, error);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(send)} className="flex flex-col gap-5">
      <FormProblem message={errors.root?.message} />
      <Field label="Email" required error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...email}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <PasswordField
        label="Password"
        autoComplete="current-password"
        error={errors.password?.message}
        {...password}
      />
      <Button type="submit" size="lg" busy={isSubmitting}>
        Sign in
      </Button>
      <DemoAccounts
        onChoose={(credentials) => {
          form.reset(credentials);
          form.setFocus("email");
        }}
      />
    </form>
  );
}
