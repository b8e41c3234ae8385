import { useForm } from "react-hook-form";
import { changeProfile } from "@/api/account";
import type { User } from "@/api/types";
import { FormProblem } from "@/components/form/form-problem";
import { showProblem } from "@/components/form/server-problems";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { nameLength_chars } from "@/config/limits";
import { updateUser } from "@/session/session";

export function ProfileForm({ user }: { user: User }) {
  const form = useForm({ defaultValues: { name: user.name } });
  const { errors, isSubmitting } = form.formState;

  async function save({ name }: { name: string }): Promise<void> {
    try {
      const changed = await changeProfile(name.trim());
      updateUser(changed);
      form.reset({ name: changed.name });
      toast.good("Your name is saved.");
    } catch (error) {
      showProblem(form, error);
    }
  }

  return (
    <form noValidate onSubmit={form.handleSubmit(save)} className="flex flex-col items-start gap-4">
      <FormProblem message={errors.root?.message} />
      <div className="w-full max-w-md">
        <Field
          label="Name"
          required
          hint="Sellers see it with your orders, or buyers with your products."
          error={errors.name?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("name", { required: "Enter your name." })}
              autoComplete="name"
              maxLength={nameLength_chars}
            />
          )}
        </Field>
      </div>
      <Button type="submit" busy={isSubmitting}>
        Save
      </Button>
    </form>
  );
}
