import { useState } from "react";
import type { ProductPage } from "@/api/types";
import type { Filters } from "./filters";

interface Loaded {
  data: ProductPage | undefined;
  /** `data` answers another question. */
  isPlaceholderData: boolean;
}

type Search = Pick<Filters, "search" | "verbatim">;

/** The newest page that was found for a search, whatever the filters; undefined until there is one. */
export function useFound(
  { search, verbatim }: Search,
  { data, isPlaceholderData }: Loaded,
): ProductPage | undefined {
  const [last, setLast] = useState<(Search & { page: ProductPage }) | null>(null);
  const isSame = last?.search === search && last.verbatim === verbatim;
  if (data && !isPlaceholderData && (last?.page !== data || !isSame))
    setLast({ search, verbatim, page: data });
  return isSame ? last.page : undefined;
}
