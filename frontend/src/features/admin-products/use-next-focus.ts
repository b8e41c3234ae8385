import { type RefObject, useEffect, useRef } from "react";
import { focusMain } from "@/lib/focus-main";

/**
 * For a list from which the entry that has the focus goes away once the list is loaded anew. Call what this gives with
 * the entry's place before: the focus then goes to the card that has taken the place, or to the last one.
 */
export function useNextFocus(list: RefObject<HTMLElement | null>, content: unknown): (place: number) => void {
  const wanted = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: new content is what it waits for.
  useEffect(() => {
    const place = wanted.current;
    if (place === null) return;
    wanted.current = null;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!lost) return;
    const cards = list.current?.querySelectorAll<HTMLElement>("[data-card]") ?? [];
    const next = cards[Math.min(place, cards.length - 1)];
    if (next) next.focus();
    else focusMain();
  }, [content, list]);
  return (place) => {
    wanted.current = place;
  };
}
