import { stocks } from "@/live/live";
import { type LineNews, type LineNow, newsOf, type SeenLine, seenAs } from "./line-news";
import type { WantedLine } from "./visitor-cart";

export interface ChangedLine extends WantedLine {
  news: LineNews[];
}

const gather_ms = 400;

/** How the gateway tells a product to be; null while it has not. */
export function liveNow(productId: string): LineNow | null {
  const stock = stocks.stockOf(productId);
  const details = stocks.detailsOf(productId);
  if (!stock || !details) return null;
  return { price: details.price, stock: stock.stock, onSale: details.status === "active" };
}

/** Notices what changes about the cart's lines, gathers it for a moment, and says each thing once. */
export class CartHerald {
  readonly #told = new Map<string, SeenLine>();
  readonly #linesNow: () => Promise<readonly WantedLine[]>;
  readonly #say: (changed: ChangedLine[]) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `linesNow` is asked right before something is said: what has left the cart meanwhile is no news. */
  constructor(linesNow: () => Promise<readonly WantedLine[]>, say: (changed: ChangedLine[]) => void) {
    this.#linesNow = linesNow;
    this.#say = say;
  }

  /** Looks at the lines as they are now. `quietly`: the shopper sees them anyhow. */
  look(lines: readonly WantedLine[], quietly: boolean): void {
    const ids = new Set(lines.map(({ product_id }) => product_id));
    for (const id of this.#told.keys()) if (!ids.has(id)) this.#told.delete(id);
    const news = this.#newsOf(lines);
    if (quietly || news.length === 0) this.#tell(lines);
    else this.#timer ??= setTimeout(() => void this.#sayAll(), gather_ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #sayAll(): Promise<void> {
    const lines = await this.#linesNow();
    this.#timer = undefined;
    const changed = this.#newsOf(lines);
    this.#tell(lines);
    if (changed.length > 0) this.#say(changed);
  }

  #newsOf(lines: readonly WantedLine[]): ChangedLine[] {
    return lines
      .map((line) => {
        const before = this.#told.get(line.product_id);
        const now = liveNow(line.product_id);
        return { ...line, news: before && now ? newsOf(before, now, line.quantity) : [] };
      })
      .filter(({ news }) => news.length > 0);
  }

  #tell(lines: readonly WantedLine[]): void {
    for (const { product_id, quantity } of lines) {
      const now = liveNow(product_id);
      if (now) this.#told.set(product_id, seenAs(this.#told.get(product_id), now, quantity));
    }
  }
}
