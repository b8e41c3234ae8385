import type { Suggestions } from "@/api/types";
import { useStore } from "@/lib/store";
import { type Choice, type Group, suggestedGroups, textChoice, wordsMeant } from "./choices";
import { recentSearches } from "./recent-searches";
import { useSuggestions } from "./use-suggestions";

const suggestedForAtMost = 100;

export interface SearchPanel {
  label: string;
  groups: Group[];
  /** All that can be chosen, in the order in which it is shown: that of the groups, then the search itself. */
  choices: Choice[];
  /** What stands out in them. */
  words: string;
  /** What screen readers are told: how much there is to choose from. */
  summary: string;
  /** The suggestions are long in coming. */
  isSlow: boolean;
}

/** Suggestions for a text, recent searches without one; null when it is not open, or has nothing to show. */
export function useSearchPanel(text: string, open: boolean): SearchPanel | null {
  const recent = useStore(recentSearches);
  const typed = text.trim();
  const { suggestions, isSlow } = useSuggestions(typed.slice(0, suggestedForAtMost), open);
  if (!open) return null;
  if (text === "") return recent.length === 0 ? null : recentPanel(recent);
  if (!suggestions && !isSlow) return null;
  const groups = suggestions ? suggestedGroups(withoutTyped(suggestions, typed)) : [];
  const suggested = groups.flatMap(({ choices }) => choices);
  return {
    label: "Suggestions",
    groups,
    choices: [...suggested, textChoice("search", typed)],
    words: wordsMeant(typed, suggestions?.texts ?? []),
    summary: suggestions ? counted(suggested.length, "suggestion", "suggestions") : "",
    isSlow,
  };
}

/** The search for just what is typed comes last anyway. */
function withoutTyped(suggestions: Suggestions, typed: string): Suggestions {
  const texts = suggestions.texts.filter((text) => text.toLowerCase() !== typed.toLowerCase());
  return { ...suggestions, texts };
}

function recentPanel(recent: readonly string[]): SearchPanel {
  const label = "Recent searches";
  const choices = recent.map((text) => textChoice("recent", text));
  const summary = counted(recent.length, "recent search", "recent searches");
  return { label, groups: [{ title: label, choices }], choices, words: "", summary, isSlow: false };
}

function counted(count: number, one: string, several: string): string {
  if (count === 0) return `No ${several}`;
  return `${count} ${count === 1 ? one : several}`;
}
