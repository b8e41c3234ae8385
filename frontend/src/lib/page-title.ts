import { useEffect } from "react";
import { createStore, useStore } from "./store";

const store = createStore("");
let shown = "Souk";
let count = 0;

/** Names the page in the tab and tells screen readers that it is there. Null while the name is not known yet. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    shown = title === "" ? "Souk" : `${title} · Souk`;
    write();
    store.set(title === "" ? "Souk, home" : title);
  }, [title]);
}

/** Puts a number in front of the tab's title, such as that of unread messages; 0 takes it away. */
export function countInTitle(next: number): void {
  count = next;
  write();
}

export function useAnnouncedTitle(): string {
  return useStore(store);
}

function write(): void {
  document.title = count === 0 ? shown : `(${count > 99 ? "99+" : count}) ${shown}`;
}
