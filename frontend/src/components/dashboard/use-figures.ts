import { type DefaultError, type QueryKey, type UseQueryOptions, useQuery } from "@tanstack/react-query";
import type { PeriodQuery } from "./period";
import { usePeriod } from "./period";
import type { Trade } from "./trade-content";

/** The figures of the period in the address, and day by day those of the period before it. */
export function useFigures<T extends Trade>(
  figuresOf: (period: PeriodQuery) => UseQueryOptions<T, DefaultError, T, QueryKey>,
) {
  const now = useQuery(figuresOf(usePeriod()));
  const { before_from: from = "", before_to: to = "" } = now.data?.period ?? {};
  const past = figuresOf({ from, to });
  // Another key: what happens now does not load again what is past.
  const before = useQuery({
    ...past,
    queryKey: ["me", "past", ...past.queryKey],
    enabled: from !== "",
    placeholderData: undefined,
  });
  return {
    figures: now.data,
    /** Undefined until it is there. */
    before: before.data?.by_day,
    error: now.error,
    retry: () => void now.refetch(),
    /** What is shown is still that of another period. */
    isChanging: now.isPlaceholderData,
  };
}
