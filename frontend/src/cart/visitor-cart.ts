import { readStored, writeStored } from "@/lib/storage";
import { createStore } from "@/lib/store";

export interface WantedLine {
  product_id: string;
  quantity: number;
}

const key = "souk-cart";
export const linesAtMost = 100;

const store = createStore<readonly WantedLine[]>(parseLines(readStored(key)));
window.addEventListener("storage", (event) => {
  if (event.key === key) store.set(parseLines(event.newValue));
});

/** The cart of somebody who has not signed in: kept in this browser, the same in all its tabs. */
export const visitorCart = {
  get: store.get,
  subscribe: store.subscribe,
  set(line: WantedLine): void {
    save(withLine(store.get(), line));
  },
  remove(productId: string): void {
    save(store.get().filter(({ product_id }) => product_id !== productId));
  },
  clear(): void {
    save([]);
  },
  /** What storage holds now, for a tab that may have slept. */
  reread(): readonly WantedLine[] {
    const stored = parseLines(readStored(key));
    store.set(stored);
    return stored;
  },
};

/** Sets a line's quantity; a line that is not there yet comes last. */
export function withLine(lines: readonly WantedLine[], line: WantedLine): readonly WantedLine[] {
  const known = lines.some(({ product_id }) => product_id === line.product_id);
  if (!known) return [...lines, line].slice(0, linesAtMost);
  return lines.map((other) => (other.product_id === line.product_id ? line : other));
}

/** Reads what an older version, or somebody with the console, may have left: only sound lines are kept. */
export function parseLines(text: string | null): readonly WantedLine[] {
  if (text === null) return [];
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isLine).slice(0, linesAtMost) : [];
  } catch {
    return [];
  }
}

function save(lines: readonly WantedLine[]): void {
  store.set(lines);
  writeStored(key, lines.length === 0 ? null : JSON.stringify(lines));
}

function isLine(value: unknown): value is WantedLine {
  const line = value as Partial<WantedLine> | null;
  return (
    typeof line?.product_id === "string" &&
    Number.isSafeInteger(line.quantity) &&
    (line.quantity as number) > 0
  );
}
