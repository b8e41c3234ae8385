import { useMemo, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type Filters, parseFilters, toParams } from "./filters";

interface Chosen {
  /** The URL on which it was chosen; another URL has the last word. */
  on: URLSearchParams;
  filters: Filters;
}

/** The filters of the URL, and the way to change them: always on the first page, each step in the history. */
export function useFilters() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const parsed = useMemo(() => parseFilters(params), [params]);
  // A navigation takes a moment: until then a ticked box stays ticked, and a second tick builds on the first.
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const filters = chosen?.on === params ? chosen.filters : parsed;

  function change(part: Partial<Filters>): void {
    const next = { ...filters, page: 1, ...part };
    setChosen({ on: params, filters: next });
    const search = toParams(next).toString();
    void navigate({ pathname: "/products", search }, { preventScrollReset: true });
  }
  return { filters, change };
}

export type ChangeFilters = ReturnType<typeof useFilters>["change"];
