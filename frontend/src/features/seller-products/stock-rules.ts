import type { RegisterOptions } from "react-hook-form";
import type { StockMove } from "@/api/my-products";
import { formatCount } from "@/lib/numbers";

const mostUnits: Record<StockMove["kind"], number> = { restock: 100_000, adjust: 1_000_000 };
type Values = { direction: string; quantity: string; reason: string };

/** As the server has them. `takenFrom`: the stock that units are taken from, null where units come in. */
export function unitsRules(
  kind: StockMove["kind"],
  takenFrom: number | null,
): RegisterOptions<Values, "quantity"> {
  const most = mostUnits[kind];
  return {
    validate: (text) => {
      if (!/^\d+$/.test(text.trim()) || Number(text) < 1) return "Enter a whole number, 1 or more.";
      if (Number(text) > most) return `At most ${formatCount(most)} at a time.`;
      if (takenFrom !== null && Number(text) > takenFrom)
        return `Only ${formatCount(takenFrom)} are in stock.`;
      return true;
    },
  };
}

export const reasonRules: RegisterOptions<Values, "reason"> = {
  validate: (text) => text.trim() !== "" || "Say why, in a few words.",
};
