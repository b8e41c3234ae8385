import { useState } from "react";
import type { Facets } from "@/api/types";
import { Checkbox } from "@/components/ui/checkbox";

interface FacetListProps {
  title: string;
  values: Facets["categories"];
  selected: string[];
  onToggle: (value: string) => void;
}

const shownAtFirst = 8;

/** Values with their counts. What is selected stays in the list even when nothing matches it any more. */
export function FacetList({ title, values, selected, onToggle }: FacetListProps) {
  const [all, setAll] = useState(false);
  const missing = selected.filter((value) => !values.some((known) => known.value === value));
  const choices = [...missing.map((value) => ({ value, count: 0 })), ...values];
  if (choices.length === 0) return null;
  const shown = choices.filter(({ value }, index) => all || index < shownAtFirst || selected.includes(value));

  return (
    <fieldset>
      <legend className="mb-1 font-semibold">{title}</legend>
      {shown.map(({ value, count }) => (
        <Checkbox
          key={value}
          label={<span className="line-clamp-2">{value}</span>}
          aside={count}
          checked={selected.includes(value)}
          onChange={() => onToggle(value)}
        />
      ))}
      {choices.length > shownAtFirst && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="min-h-11 font-semibold text-brand text-sm hover:underline"
        >
          {all ? "Show fewer" : `Show all ${choices.length}`}
        </button>
      )}
    </fieldset>
  );
}
