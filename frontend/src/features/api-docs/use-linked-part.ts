import { useEffect, useRef } from "react";
import { useLocation } from "react-router";

interface Filtering {
  /** True while parts of the page are left out. */
  isFiltered: boolean;
  showAll: () => void;
}

/** Goes to the part that the address names after `#`; an operation is unfolded and gets the focus. */
export function useLinkedPart({ isFiltered, showAll }: Filtering): void {
  const { hash, key } = useLocation();
  const wanted = useRef("");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a second click on the same link changes the key only.
  useEffect(() => {
    wanted.current = hash.slice(1);
  }, [hash, key]);

  useEffect(() => {
    if (wanted.current === "") return;
    const part = document.getElementById(wanted.current);
    if (part === null && isFiltered) return showAll();
    wanted.current = "";
    if (part !== null) show(part);
  });
}

function show(part: HTMLElement): void {
  if (part instanceof HTMLDetailsElement) {
    part.open = true;
    part.querySelector("summary")?.focus({ preventScroll: true });
  }
  part.scrollIntoView();
}
