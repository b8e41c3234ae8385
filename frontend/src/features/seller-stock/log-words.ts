import type { StockRow } from "@/api/types";
import { formatCount } from "@/lib/numbers";

export type ChangeType = StockRow["change_type"];

const words: Record<ChangeType, string> = {
  purchase: "Sold",
  restock: "Restocked",
  adjustment: "Adjusted",
  cancellation: "Order cancelled",
  reservation: "Reserved",
  release: "Released",
};

export const changeTypes = Object.keys(words) as ChangeType[];

export const changeOptions = changeTypes.map((value) => ({ value, label: words[value] }));

export function changeLabel(type: ChangeType): string {
  return words[type];
}

/** 3 -> "+3", -3 -> "−3": a real minus, which screen readers say. */
export function formatDelta(delta: number): string {
  return delta < 0 ? `\u2212${formatCount(-delta)}` : `+${formatCount(delta)}`;
}

/** What the log gives as a reason, unless the type says it already. */
export function reasonOf({ change_type, reason }: StockRow): string {
  return reason === null || reason === change_type ? "" : reason;
}
