import { type ColumnDef, rowSortingFeature, type SortingState, tableFeatures } from "@tanstack/react-table";
import type { ReactNode } from "react";

/** The server's names of a column's two orders; one of them is enough. */
export interface ColumnSort {
  asc?: string;
  desc?: string;
  /** How the two are called: A to Z, low to high, oldest first. */
  kind?: "text" | "number" | "date";
}

export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, so that their digits line up. */
  align?: "start" | "end";
  sort?: ColumnSort;
  /** On a phone: the card's heading instead of one of its lines. One column has it. */
  heading?: boolean;
  /** The header is only for screen readers: pictures, buttons. On a phone its line has no label. */
  quietHeader?: boolean;
  className?: string;
}

export interface SortChoice {
  value: string;
  label: string;
}

export const features = tableFeatures({ rowSortingFeature });

export function columnDefs<Row extends object>(
  columns: readonly Column<Row>[],
): ColumnDef<typeof features, Row>[] {
  return columns.map(({ id, header, cell, sort }) => ({
    id,
    header,
    cell: ({ row }) => cell(row.original),
    enableSorting: sort !== undefined,
    accessorFn: () => null,
  }));
}

/** The column and direction that a sort value of the server stands for. */
export function sortingOf<Row>(columns: readonly Column<Row>[], value: string): SortingState {
  const column = columns.find(
    ({ sort }) => sort && value !== "" && (sort.asc === value || sort.desc === value),
  );
  return column ? [{ id: column.id, desc: column.sort?.desc === value }] : [];
}

/** What a press on the header asks for: the other direction, or at first the one that people mostly want. */
export function nextSort(sort: ColumnSort, value: string): string {
  const first = sort.kind === "number" || sort.kind === "date" ? sort.desc : sort.asc;
  if (value === sort.asc) return sort.desc ?? value;
  if (value === sort.desc) return sort.asc ?? value;
  return first ?? sort.asc ?? sort.desc ?? value;
}

const words = {
  text: { asc: "A to Z", desc: "Z to A" },
  number: { asc: "low to high", desc: "high to low" },
  date: { asc: "oldest first", desc: "newest first" },
};

/** The orders of all columns in words, for the select that phones have in place of headers. */
export function sortChoices<Row>(columns: readonly Column<Row>[]): SortChoice[] {
  return columns.flatMap(({ header, sort }) => {
    if (!sort) return [];
    const named = words[sort.kind ?? "text"];
    return (["asc", "desc"] as const).flatMap((direction) => {
      const value = sort[direction];
      return value === undefined ? [] : [{ value, label: `${header}: ${named[direction]}` }];
    });
  });
}
