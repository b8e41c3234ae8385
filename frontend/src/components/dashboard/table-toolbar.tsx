import { Search, X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { TableState } from "./table-state";

interface FilterChoice {
  value: string;
  label: string;
}

export interface ToolbarSelect {
  /** The filter's name in the table's spec. */
  name: string;
  label: string;
  /** Said when nothing is chosen: "Any status". */
  any: string;
  options: readonly FilterChoice[];
}

interface TableToolbarProps {
  state: TableState<unknown>;
  /** Names the search box: "Search products". Without it there is none. */
  search?: string;
  placeholder?: string;
  selects?: readonly ToolbarSelect[];
  /** Filters that are days: `{name: "from", label: "From"}`. */
  days?: readonly { name: string; label: string }[];
  /** More controls. */
  children?: ReactNode;
}

/** What a table shows: words searched for while one types, and filters. All of it lives in the address. */
export function TableToolbar({
  state,
  search,
  placeholder,
  selects = [],
  days = [],
  children,
}: TableToolbarProps) {
  return (
    <search className="mb-5 flex flex-wrap items-end gap-x-3 gap-y-3 print:hidden">
      {search && <SearchField state={state} label={search} placeholder={placeholder} />}
      {selects.map((select) => (
        <FilterSelect key={select.name} state={state} select={select} />
      ))}
      {days.length > 0 && (
        <div className="flex gap-3 max-sm:w-full">
          {days.map(({ name, label }) => (
            <DayField
              key={name}
              label={label}
              value={state.valueOf(name)}
              onChange={(day) => state.set({ [name]: day })}
            />
          ))}
        </div>
      )}
      {children}
      {state.isFiltered && (
        <Button look="ghost" onClick={state.clear}>
          <X aria-hidden className="size-5" />
          Clear
        </Button>
      )}
    </search>
  );
}

const pause_ms = 300;

function SearchField({
  state,
  label,
  placeholder = "Search",
}: {
  state: TableState<unknown>;
  label: string;
  placeholder?: string | undefined;
}) {
  const current = state.valueOf("search");
  const [text, setText] = useState(current);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The search that runs after the pause must build on the address as it is then.
  const latest = useRef(state);
  latest.current = state;

  // Back and "Clear" change the words too; what is being typed is left alone.
  useEffect(() => {
    if (document.activeElement !== input.current) setText(current);
  }, [current]);
  useEffect(() => () => clearTimeout(timer.current), []);

  function type(words: string): void {
    setText(words);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => latest.current.set({ search: words.trim() }, { replace: true }),
      pause_ms,
    );
  }

  return (
    <div className="relative min-w-56 flex-1 sm:max-w-sm">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-5 -translate-y-1/2 text-ink-soft"
      />
      <Input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        maxLength={200}
        value={text}
        onChange={(event) => type(event.target.value)}
        className="pl-11"
      />
    </div>
  );
}

function FilterSelect({ state, select }: { state: TableState<unknown>; select: ToolbarSelect }) {
  const { name, label, any, options } = select;
  return (
    <Select
      aria-label={label}
      className="min-w-36 max-sm:flex-1"
      value={state.valueOf(name)}
      onChange={(event) => state.set({ [name]: event.target.value })}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  );
}

interface DayFieldProps {
  label: string;
  value: string;
  onChange: (day: string) => void;
  min?: string;
  max?: string;
}

const firstDay = "2000-01-01";

/** Counts once it is a whole day: while one types a year it passes through the years 2, 20 and 202. */
export function DayField({ label, value, onChange, min, max }: DayFieldProps) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);

  function type(day: string): void {
    setText(day);
    if (day === "" || day >= firstDay) onChange(day);
  }

  return (
    <div className="flex gap-x-2 gap-y-0.5 max-sm:min-w-36 max-sm:flex-1 max-sm:flex-col sm:items-center">
      <label htmlFor={id} className="text-ink-soft text-sm">
        {label}
      </label>
      <Input
        id={id}
        type="date"
        className="sm:min-w-38"
        value={text}
        min={min || undefined}
        max={max || undefined}
        onChange={(event) => type(event.target.value)}
      />
    </div>
  );
}
