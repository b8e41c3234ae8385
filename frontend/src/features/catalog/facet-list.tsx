import { ChevronDown } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { Facets } from "@/api/types";
import { Badge } from "@/components/ui/badge";
import { Checkbox } from "@/components/ui/checkbox";
import { classNames } from "@/lib/class-names";
import { passFocus } from "@/lib/pass-focus";

interface FacetListProps {
  title: string;
  values: Facets["categories"];
  selected: string[];
  onToggle: (value: string) => void;
  /** How a value is written. */
  labelOf?: (value: string) => string;
  /** The list can be folded up, and whether it is so at first. Without it the list is always there. */
  folded?: boolean;
}

const shownAtFirst = 8;

/** Values with their counts. What is selected stays in the list even when nothing matches it any more. */
export function FacetList({ title, values, selected, onToggle, labelOf = asIs, folded }: FacetListProps) {
  const [all, setAll] = useState(false);
  const missing = selected.filter((value) => !values.some((known) => known.value === value));
  const choices = [...missing.map((value) => ({ value, count: null })), ...values];
  if (choices.length === 0) return null;
  const shown = choices.filter(({ value }, index) => all || index < shownAtFirst || selected.includes(value));

  return (
    <FacetGroup title={title} folded={folded} selected={selected.length}>
      {shown.map(({ value, count }) => (
        <div key={value} ref={passFocus}>
          <Checkbox
            label={<span className="my-1 line-clamp-2 leading-snug wrap-anywhere">{labelOf(value)}</span>}
            aside={count?.toLocaleString("en-US")}
            checked={selected.includes(value)}
            onChange={() => onToggle(value)}
          />
        </div>
      ))}
      {choices.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={all}
          aria-label={all ? `Show fewer of ${title}` : `Show all ${choices.length} of ${title}`}
          onClick={() => setAll(!all)}
          className="min-h-11 font-semibold text-brand text-sm hover:underline"
        >
          {all ? "Show fewer" : `Show all ${choices.length}`}
        </button>
      )}
    </FacetGroup>
  );
}

interface FacetGroupProps {
  title: string;
  folded: boolean | undefined;
  /** How many are ticked: said while they are out of sight. */
  selected: number;
  children: ReactNode;
}

function FacetGroup({ title, folded, selected, children }: FacetGroupProps) {
  const id = useId();
  const [open, setOpen] = useState(!folded);
  if (folded === undefined)
    return (
      <fieldset>
        <legend className="mb-1 font-semibold">{title}</legend>
        {children}
      </fieldset>
    );
  return (
    <fieldset>
      <legend className="w-full">
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-h-11 w-full items-center gap-2 rounded-lg text-left font-semibold leading-snug hover:text-brand"
        >
          <span className="min-w-0 flex-1 wrap-anywhere">{title}</span>
          {!open && selected > 0 && (
            <Badge tone="brand">
              {selected}
              <span className="sr-only"> chosen</span>
            </Badge>
          )}
          <ChevronDown
            aria-hidden
            className={classNames("size-5 shrink-0 text-ink-soft transition-transform", open && "rotate-180")}
          />
        </button>
      </legend>
      <div id={id} hidden={!open} className="pb-4">
        {children}
      </div>
    </fieldset>
  );
}

function asIs(value: string): string {
  return value;
}
