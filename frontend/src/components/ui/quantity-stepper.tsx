import { Minus, Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { classNames } from "@/lib/class-names";
import { IconButton } from "./button";

interface QuantityStepperProps {
  value: number;
  /** At most this many: the stock. */
  max: number;
  onChange: (quantity: number) => void;
  /** What is counted, for screen readers: "Quantity of Copper kettle". */
  label: string;
  disabled?: boolean;
  className?: string;
}

/** A whole number from 1 to `max`, by buttons or by typing. Typing counts when the field is left. */
export function QuantityStepper({ value, max, onChange, label, disabled, className }: QuantityStepperProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);

  function settle(): void {
    const typed = Number.parseInt(text, 10);
    const wanted = Number.isNaN(typed) ? value : Math.min(Math.max(typed, 1), Math.max(max, 1));
    setText(String(wanted));
    if (wanted !== value) onChange(wanted);
  }

  return (
    <fieldset
      aria-label={label}
      disabled={disabled}
      className={classNames(
        "inline-flex items-center rounded-xl border border-line-strong bg-surface disabled:opacity-55",
        className,
      )}
    >
      <IconButton label="One fewer" disabled={value <= 1} onClick={() => onChange(value - 1)}>
        <Minus aria-hidden className="size-4" />
      </IconButton>
      <input
        aria-label={label}
        inputMode="numeric"
        pattern="[0-9]*"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value.replace(/\D/g, "").slice(0, 6))}
        onBlur={settle}
        onKeyDown={(event) => event.key === "Enter" && settle()}
        className="h-11 w-12 bg-transparent text-center font-semibold tabular-nums"
      />
      <IconButton label="One more" disabled={value >= max} onClick={() => onChange(value + 1)}>
        <Plus aria-hidden className="size-4" />
      </IconButton>
    </fieldset>
  );
}
