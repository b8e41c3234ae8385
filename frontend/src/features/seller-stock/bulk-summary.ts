import type { BulkChange, BulkEdit } from "@/api/types";
import { formatCount } from "@/lib/numbers";

const mostBytes = 20 * 1024 * 1024;

/** What keeps a file from being sent at all; "" when nothing does. */
export function sheetProblem(bytes: number): string {
  if (bytes === 0) return "This file is empty.";
  return bytes > mostBytes ? "This file is larger than 20 MB. Send it in parts." : "";
}

export function hasNewPrice(change: BulkChange): boolean {
  return change.price_from !== change.price_to;
}

export function hasNewStock(change: BulkChange): boolean {
  return change.stock_from !== change.stock_to;
}

/** "12 prices and 1 stock change" */
export function changesInWords(changes: readonly BulkChange[]): string {
  const prices = changes.filter(hasNewPrice).length;
  const stocks = changes.filter(hasNewStock).length;
  const parts = [counted(prices, "price"), counted(stocks, "stock")].filter((part) => part !== "");
  if (parts.length === 0) return "Nothing changes";
  return `${parts.join(" and ")} ${prices + stocks === 1 ? "changes" : "change"}`;
}

/** "One line cannot be applied" */
export function failedInWords(failed: number): string {
  return failed === 1 ? "One line cannot be applied" : `${formatCount(failed)} lines cannot be applied`;
}

/** Prices that rise or fall to a multiple: mostly a slip of the point. */
export function surprisingPrices(changes: readonly BulkChange[]): BulkChange[] {
  return changes.filter(
    ({ price_from, price_to }) => price_to >= price_from * 3 || price_to <= price_from / 3,
  );
}

/** Columns of the shop's own export that a bulk edit has no use for: not worth a warning. */
const expectedColumns = new Set([
  "name",
  "description",
  "brand",
  "category",
  "attributes",
  "images",
  "low_stock_threshold",
]);

export function unknownColumns({ ignored_columns }: BulkEdit): string[] {
  return ignored_columns.filter((column) => !expectedColumns.has(column));
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${noun}` : `${formatCount(count)} ${noun}s`;
}
