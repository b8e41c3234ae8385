import { useQuery } from "@tanstack/react-query";
import { suggestionsFrom, suggestQuery } from "@/api/products";
import { useSettled } from "@/lib/use-settled";

const pause_ms = 120;
const slow_ms = 250;

/** How what is typed could go on, asked for while they are `shown`. Until a newer answer is there, it is the one before. */
export function useSuggestions(typed: string, shown: boolean) {
  const settled = useSettled(typed, pause_ms);
  const { data, isPending, error } = useQuery({
    ...suggestQuery(settled),
    enabled: shown && settled.length >= suggestionsFrom,
  });
  const wanted = shown && typed.length >= suggestionsFrom;
  const waiting = wanted && isPending && !error;
  const isSlow = useSettled(waiting, slow_ms) && waiting;
  return { suggestions: wanted ? data : undefined, isSlow };
}
