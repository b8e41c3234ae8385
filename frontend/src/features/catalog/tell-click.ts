import { countClick } from "@/api/products";

/** The shop counts no clicks further down. */
const positionAtMost = 1_000;
const told = new Set<string>();

/**
 * Tells the shop that somebody has opened a product of what `search` found, where it stood at `position`, from 1. Once
 * for each product and search, and not of what stands far down; nothing waits for it, and it may fail.
 */
export function tellClick(search: string, productId: string, position: number): void {
  const what = `${productId} ${search}`;
  if (position > positionAtMost || told.has(what)) return;
  told.add(what);
  countClick(productId, { search, position }).catch(() => undefined);
}
