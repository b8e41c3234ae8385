import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiProblem, messageOf } from "@/api/problem";

/**
 * Shows a failed submit in the form: each of the server's field errors at its field (the first gets the focus),
 * everything else as `form.formState.errors.root?.message`, for `<FormProblem>`.
 */
export function showProblem<T extends FieldValues>(form: UseFormReturn<T>, error: unknown): void {
  const known = new Set(Object.keys(form.getValues()));
  const fieldProblems = error instanceof ApiProblem ? error.errors : [];
  const [here, elsewhere] = [
    fieldProblems.filter(({ field }) => known.has(field)),
    fieldProblems.filter(({ field }) => !known.has(field)),
  ];
  here.forEach(({ field, message }, index) => {
    form.setError(field as Path<T>, { type: "server", message }, { shouldFocus: index === 0 });
  });
  if (here.length > 0 && elsewhere.length === 0) return;
  const message = elsewhere.map((problem) => problem.message).join(" ") || messageOf(error);
  form.setError("root", { type: "server", message });
}
