import { Check } from "lucide-react";
import type { Facets } from "@/api/types";
import { classNames } from "@/lib/class-names";
import { passFocus } from "@/lib/pass-focus";
import { priceLabel } from "./price-label";

interface PriceBandsProps {
  bands: Facets["price_bands"];
  min: number | null;
  max: number | null;
  onChange: (min: number | null, max: number | null) => void;
}

/** `count` is null for what was chosen otherwise, of which nobody has counted the products. */
type Band = Pick<Facets["price_bands"][number], "min" | "max"> & { count: number | null };

/** Spans of prices to choose by one click; a click on the one that is on, which is always there, takes it off. */
export function PriceBands({ bands, min, max, onChange }: PriceBandsProps) {
  const isChosen = (band: Pick<Band, "min" | "max">) => band.min === min && band.max === max;
  const isOther = (min !== null || max !== null) && !bands.some(isChosen);
  const shown: Band[] = isOther ? [{ min, max, count: null }, ...bands] : bands;
  if (shown.length === 0) return null;
  return (
    <ul aria-label="Price bands" className="mb-3 flex flex-col gap-0.5">
      {shown.map((band) => {
        const isOn = isChosen(band);
        return (
          <li key={`${band.min}-${band.max}`} ref={passFocus}>
            <button
              type="button"
              aria-pressed={isOn}
              onClick={() => (isOn ? onChange(null, null) : onChange(band.min, band.max))}
              className={classNames(
                "-mx-2 flex min-h-11 w-[calc(100%+1rem)] items-center gap-2 rounded-lg px-2 text-left lg:min-h-9",
                isOn ? "bg-brand-tint font-semibold text-brand-strong" : "hover:bg-sunken hover:text-brand",
              )}
            >
              <span className="flex-1">{priceLabel(band.min, band.max)}</span>
              {isOn && <Check aria-hidden className="size-4" />}
              {band.count !== null && (
                <span
                  className={classNames("text-sm tabular-nums", isOn ? "text-brand-strong" : "text-ink-soft")}
                >
                  {" "}
                  {band.count.toLocaleString("en-US")}
                  <span className="sr-only">{band.count === 1 ? " product" : " products"}</span>
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
