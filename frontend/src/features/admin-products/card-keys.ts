import type { KeyboardEvent } from "react";

const cards = "[data-card]";

/** The card that the focus is in; null when it is elsewhere. */
export function cardOf(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>(cards);
}

/** Focuses the card `step` places on from `from`; at the ends it stays. */
export function focusCard(from: HTMLElement, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(cards)];
  all[all.indexOf(from) + step]?.focus();
}

/**
 * Keys that work while the focus is on a card itself, not in a control of it: arrows (or j and k) go from card to
 * card, the letters of `actions` act on it.
 */
export function onCardKey(event: KeyboardEvent<HTMLElement>, actions: Record<string, () => void>): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  const step = key === "arrowdown" || key === "j" ? 1 : key === "arrowup" || key === "k" ? -1 : null;
  const action = Object.hasOwn(actions, key) ? actions[key] : undefined;
  if (step === null && !action) return;
  event.preventDefault();
  if (step !== null) focusCard(event.currentTarget, step);
  else action?.();
}
