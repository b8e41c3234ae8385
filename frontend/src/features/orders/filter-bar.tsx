import { useEffect, useState } from "react";
import { Link } from "react-router";
import type { OrderStatus } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { classNames } from "@/lib/class-names";
import { statusLabel } from "@/orders/order-status";
import { areBackwards, type OrderFilters, searchFor } from "./order-filters";

interface FilterBarProps {
  filters: OrderFilters;
  onChange: (change: Partial<OrderFilters>) => void;
}

const firstDay = "2000-01-01";
const tabs: (OrderStatus | null)[] = [null, "placed", "completed", "cancelled"];

export function FilterBar({ filters, onChange }: FilterBarProps) {
  const { from, to } = filters;
  return (
    <div className="mt-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-4 border-line border-b pb-5">
      <nav
        aria-label="Orders by status"
        className="-mx-4 flex max-w-[calc(100%+2rem)] overflow-x-auto px-4 py-1"
      >
        {tabs.map((status) => (
          <Tab key={status ?? "all"} filters={filters} status={status} />
        ))}
      </nav>
      <fieldset className="flex flex-wrap items-end gap-3">
        <legend className="sr-only">Ordered between</legend>
        <Day
          label="From"
          value={from}
          max={to}
          error={areBackwards(filters) ? "This is after the last day." : undefined}
          onChange={(day) => onChange({ from: day })}
        />
        <Day label="To" value={to} min={from} onChange={(day) => onChange({ to: day })} />
        {(from || to) && (
          <Button look="ghost" onClick={() => onChange({ from: "", to: "" })}>
            Any day
          </Button>
        )}
      </fieldset>
    </div>
  );
}

function Tab({ filters, status }: { filters: OrderFilters; status: OrderStatus | null }) {
  const current = filters.status === status;
  return (
    <Link
      to={{ search: searchFor({ ...filters, status, page: 1 }) }}
      preventScrollReset
      aria-current={current ? "true" : undefined}
      className={classNames(
        "inline-flex min-h-11 items-center rounded-full px-4 font-semibold whitespace-nowrap",
        current ? "bg-brand text-on-brand" : "hover:bg-sunken",
      )}
    >
      {status ? statusLabel(status) : "All"}
    </Link>
  );
}

interface DayProps {
  label: string;
  value: string;
  min?: string;
  max?: string;
  error?: string | undefined;
  onChange: (day: string) => void;
}

/** Counts once it is a whole day: while one types a year it passes through the years 2, 20 and 202. */
function Day({ label, value, min, max, error, onChange }: DayProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);

  function type(day: string): void {
    setText(day);
    if (day === "" || day >= firstDay) onChange(day);
  }

  return (
    <Field label={label} required error={error}>
      {({ "aria-required": _, ...control }) => (
        <Input
          {...control}
          type="date"
          className="w-40"
          value={text}
          min={min || undefined}
          max={max || undefined}
          onChange={(event) => type(event.target.value)}
        />
      )}
    </Field>
  );
}
