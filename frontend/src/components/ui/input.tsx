import type { ComponentProps } from "react";
import { classNames } from "@/lib/class-names";

export const controlClass =
  "w-full min-h-11 rounded-xl border border-line-strong bg-surface px-3.5 text-base text-ink " +
  "placeholder:text-ink-soft hover:border-brand aria-invalid:border-danger aria-invalid:border-2 disabled:opacity-55";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={classNames(controlClass, className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={classNames(controlClass, "py-2.5", className)} {...rest} />;
}
