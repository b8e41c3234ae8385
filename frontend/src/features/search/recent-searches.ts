import { readStored, writeStored } from "@/lib/storage";
import { createStore } from "@/lib/store";

const key = "souk-recent-searches";
const keptAtMost = 5;
const lengthAtMost = 100;

const store = createStore<readonly string[]>(parseSearches(readStored(key)));
window.addEventListener("storage", (event) => {
  if (event.key === key) store.set(parseSearches(event.newValue));
});

/** What was searched for last in this browser, newest first. It never leaves it. */
export const recentSearches = {
  get: store.get,
  subscribe: store.subscribe,
  remember(text: string): void {
    save(withSearch(store.get(), text));
  },
  forget(text: string): void {
    save(store.get().filter((other) => other !== text));
  },
};

/** The text first; searched for again, in whatever case, it moves there. */
export function withSearch(searches: readonly string[], text: string): readonly string[] {
  const words = text.trim();
  if (words === "" || words.length > lengthAtMost) return searches;
  const others = searches.filter((other) => other.toLowerCase() !== words.toLowerCase());
  return [words, ...others].slice(0, keptAtMost);
}

/** Reads what an older version, or somebody with the console, may have left. */
export function parseSearches(stored: string | null): readonly string[] {
  if (stored === null) return [];
  try {
    const parsed: unknown = JSON.parse(stored);
    if (!Array.isArray(parsed)) return [];
    const texts = parsed.filter((text): text is string => typeof text === "string");
    return texts.reduceRight<readonly string[]>(withSearch, []);
  } catch {
    return [];
  }
}

function save(searches: readonly string[]): void {
  store.set(searches);
  writeStored(key, searches.length === 0 ? null : JSON.stringify(searches));
}
