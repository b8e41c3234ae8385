import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { ApiProblem } from "@/api/problem";
import { FormProblem } from "@/components/form/form-problem";
import { Field } from "./field";
import { EmptyState, ErrorState } from "./states";
import { Toaster, toast } from "./toast";

const text = "w".repeat(200);
const problem = new ApiProblem({ status: 422, title: "No", detail: text });

const field = (
  <Field label="Words" error={text}>
    {() => null}
  </Field>
);
const empty = (
  <EmptyState title="Nothing" icon={null}>
    {text}
  </EmptyState>
);

test.each([
  ["an error at a field", field],
  ["the problem of a form", <FormProblem key="" message={text} />],
  ["why nothing is there", empty],
  ["why nothing was loaded", <ErrorState key="" error={problem} onRetry={() => undefined} />],
  ["a notice", <Toaster key="" />],
])("%s may tell what was typed, which breaks into lines wherever it has to", (_where, element) => {
  render(element);
  act(() => toast.info(text));
  expect(screen.getByText(text)).toHaveClass("wrap-anywhere");
});
