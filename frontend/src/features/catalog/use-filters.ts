import { useMemo } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type Filters, parseFilters, toParams } from "./filters";

/** The filters of the URL, and the way to change them: always on the first page, each step in the history. */
export function useFilters() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const filters = useMemo(() => parseFilters(params), [params]);

  function change(part: Partial<Filters>): void {
    const next = toParams({ ...filters, page: 1, ...part });
    void navigate({ pathname: "/products", search: next.toString() }, { preventScrollReset: true });
  }
  return { filters, change };
}

export type ChangeFilters = ReturnType<typeof useFilters>["change"];
