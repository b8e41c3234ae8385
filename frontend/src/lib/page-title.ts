import { useEffect } from "react";
import { createStore, useStore } from "./store";

const store = createStore("");

/** Names the page in the tab and tells screen readers that it is there. Null while the name is not known yet. */
export function usePageTitle(title: string | null): void {
  useEffect(() => {
    if (title === null) return;
    document.title = title === "" ? "Souk" : `${title} · Souk`;
    store.set(title === "" ? "Souk, home" : title);
  }, [title]);
}

export function useAnnouncedTitle(): string {
  return useStore(store);
}
