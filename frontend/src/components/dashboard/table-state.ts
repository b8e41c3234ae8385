import { useMemo } from "react";
import { type To, useSearchParams } from "react-router";

/** What a filter may be: one of these values, or any `text`, or a `day` such as 2026-11-20. */
export type FilterKind = readonly string[] | "text" | "day";

export interface TableSpec {
  /** The orders that the server knows; the first one is the usual one and is left out of the address. */
  sorts?: readonly string[];
  filters?: Readonly<Record<string, FilterKind>>;
  /** Rows a page, 20 unless told. */
  limit?: number;
}

type SortOf<S extends TableSpec> = S["sorts"] extends readonly (infer Value)[] ? Value : never;
type FilterValue<Kind> = Kind extends readonly (infer Value)[] ? Value : string;
type FiltersOf<S extends TableSpec> = { [K in keyof S["filters"]]?: FilterValue<S["filters"][K]> };

/** Fit to be the query of an API call; what is not chosen is absent. */
export type TableQuery<S extends TableSpec> = {
  page: number;
  limit: number;
  search?: string;
} & FiltersOf<S> &
  (S["sorts"] extends readonly string[] ? { sort: SortOf<S> } : unknown);

export interface TableState<Q = { page: number }> {
  query: Q;
  /** The order in force; "" for a table that knows none. */
  sort: string;
  /** "" when not set. */
  valueOf: (name: string) => string;
  /** Sets parameters ("" takes one out), back on the first page. `search` and the filters keep the rest of the address. */
  set: (change: Record<string, string>, options?: { replace?: boolean }) => void;
  hrefOf: (page: number) => To;
  /** Something is searched for or filtered. */
  isFiltered: boolean;
  clear: () => void;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const textAtMost = 200;
const rowsAtMost = 10_000;
const rowsPerPage = 20;

/**
 * Search, order, filters and page of a table, kept in the address: `search`, `sort`, `page` and each filter by its
 * name. What makes no sense there counts as not set. Declare the spec outside the component.
 */
export function useTableState<const S extends TableSpec>(spec: S): TableState<TableQuery<S>> {
  const [params, setParams] = useSearchParams();
  const query = useMemo(() => readQuery(spec, params), [spec, params]);
  const given = query as Record<string, string | number | undefined>;
  const filterNames = ["search", ...Object.keys(spec.filters ?? {})];

  function changed(change: Record<string, string>): URLSearchParams {
    const next = new URLSearchParams(params);
    next.delete("page");
    for (const [name, value] of Object.entries(change)) {
      if (value === "" || (name === "sort" && value === spec.sorts?.[0])) next.delete(name);
      else next.set(name, value);
    }
    return next;
  }

  return {
    query,
    sort: String(given.sort ?? ""),
    valueOf: (name) => String(given[name] ?? ""),
    set: (change, options) => setParams(changed(change), { preventScrollReset: true, ...options }),
    hrefOf: (page) => ({ search: changed(page > 1 ? { page: String(page) } : {}).toString() }),
    isFiltered: filterNames.some((name) => given[name] !== undefined),
    clear: () => setParams(changed(Object.fromEntries(filterNames.map((name) => [name, ""])))),
  };
}

export function readQuery<const S extends TableSpec>(spec: S, params: URLSearchParams): TableQuery<S> {
  const limit = spec.limit ?? rowsPerPage;
  const query: Record<string, string | number> = { page: pageOf(params.get("page"), limit), limit };
  const search = (params.get("search") ?? "").trim().slice(0, textAtMost);
  if (search) query.search = search;
  const sort = params.get("sort");
  if (spec.sorts) query.sort = spec.sorts.find((known) => known === sort) ?? spec.sorts[0] ?? "";
  for (const [name, kind] of Object.entries(spec.filters ?? {})) {
    const value = params.get(name);
    if (value !== null && fits(value, kind)) query[name] = value;
  }
  return query as TableQuery<S>;
}

function fits(value: string, kind: FilterKind): boolean {
  if (kind === "day") return day.test(value) && !Number.isNaN(Date.parse(value));
  if (kind === "text") return value.trim() !== "" && value.length <= textAtMost;
  return kind.includes(value);
}

function pageOf(text: string | null, limit: number): number {
  const page = Number(text);
  if (!Number.isSafeInteger(page) || page < 1) return 1;
  return Math.min(page, Math.floor(rowsAtMost / limit));
}
