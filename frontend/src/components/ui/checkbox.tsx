import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface ChoiceProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  label: ReactNode;
  /** Set at the row's end, such as a count. */
  aside?: ReactNode;
}

export function Checkbox({ label, aside, ...rest }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 rounded-lg hover:text-brand lg:min-h-9">
      <span className="relative inline-grid size-5 shrink-0 place-items-center">
        <input
          type="checkbox"
          className="peer size-5 appearance-none rounded-md border border-line-strong bg-surface checked:border-brand checked:bg-brand"
          {...rest}
        />
        <Check
          aria-hidden
          strokeWidth={3}
          className="pointer-events-none invisible absolute size-4 text-on-brand peer-checked:visible"
        />
      </span>
      <span className="min-w-0 flex-1">{label}</span>
      {aside !== undefined && <span className="text-ink-soft text-sm tabular-nums">{aside}</span>}
    </label>
  );
}

export function Switch({ label, aside, ...rest }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 hover:text-brand">
      <span className="min-w-0 flex-1">{label}</span>
      {aside !== undefined && <span className="text-ink-soft text-sm tabular-nums">{aside}</span>}
      <span className="relative inline-block h-7 w-12 shrink-0">
        <input
          type="checkbox"
          role="switch"
          aria-checked={rest.checked}
          className="peer h-7 w-12 appearance-none rounded-full border border-line-strong bg-sunken transition-colors checked:border-brand checked:bg-brand"
          {...rest}
        />
        <span className="pointer-events-none absolute top-1 left-1 size-5 rounded-full bg-line-strong transition-transform peer-checked:translate-x-5 peer-checked:bg-on-brand" />
      </span>
    </label>
  );
}
