import { type FormEvent, useEffect, useId, useState } from "react";
import type { Facets } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { parsePrice } from "./filters";
import { PriceBands } from "./price-bands";

interface PriceFilterProps {
  min: number | null;
  max: number | null;
  range: Facets["price"] | undefined;
  bands: Facets["price_bands"];
  onChange: (min: number | null, max: number | null) => void;
}

/** Bands to choose from, or two amounts: these count with Enter or the button, and are swapped if need be. */
export function PriceFilter({ min, max, range, bands, onChange }: PriceFilterProps) {
  const id = useId();
  const [from, setFrom] = useState(textOf(min));
  const [to, setTo] = useState(textOf(max));
  useEffect(() => setFrom(textOf(min)), [min]);
  useEffect(() => setTo(textOf(max)), [max]);

  function apply(event: FormEvent): void {
    event.preventDefault();
    const [low, high] = [parsePrice(from), parsePrice(to)];
    if (low !== null && high !== null && low > high) onChange(high, low);
    else onChange(low, high);
    setFrom(textOf(low));
    setTo(textOf(high));
  }

  return (
    <form onSubmit={apply}>
      <fieldset>
        <legend className="mb-1 font-semibold">Price in dollars</legend>
        <PriceBands bands={bands} min={min} max={max} onChange={onChange} />
        <div className="flex items-center gap-2">
          <PriceInput
            id={`${id}-from`}
            label="Lowest price"
            value={from}
            onChange={setFrom}
            placeholder={range ? String(Math.floor(range.min)) : "From"}
          />
          <span aria-hidden className="text-ink-soft">
            –
          </span>
          <PriceInput
            id={`${id}-to`}
            label="Highest price"
            value={to}
            onChange={setTo}
            placeholder={range ? String(Math.ceil(range.max)) : "To"}
          />
          <Button type="submit" look="outline" size="sm" aria-label="Apply the price">
            Go
          </Button>
        </div>
      </fieldset>
    </form>
  );
}

interface PriceInputProps {
  id: string;
  label: string;
  value: string;
  placeholder: string;
  onChange: (text: string) => void;
}

function PriceInput({ id, label, value, placeholder, onChange }: PriceInputProps) {
  return (
    <Input
      id={id}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={12}
      value={value}
      placeholder={placeholder}
      onChange={(event) => onChange(event.target.value.replace(/[^\d.]/g, ""))}
      className="min-w-0 tabular-nums"
    />
  );
}

function textOf(amount: number | null): string {
  return amount === null ? "" : String(amount);
}
