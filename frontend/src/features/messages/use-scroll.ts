import { type RefObject, useEffect, useRef, useState } from "react";

const nearEnd_px = 48;
const nearTop_px = 400;

interface Scroll {
  /** The region that scrolls, laid out from its end: 0 is the end, and it grows upwards without a jump. */
  region: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  onScroll: () => void;
  toEnd: () => void;
}

/** Follows where one is in the messages, and asks for older ones before their top comes into sight. */
export function useScroll(oldestSeq: number, onNearTop: () => void): Scroll {
  const region = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const nearTop = useRef(onNearTop);
  nearTop.current = onNearTop;

  function onScroll(): void {
    const element = region.current;
    if (element === null) return;
    setAtEnd(-element.scrollTop < nearEnd_px);
    if (isNearTop(element)) nearTop.current();
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was loaded may not fill the region yet.
  useEffect(() => {
    if (region.current && isNearTop(region.current)) nearTop.current();
  }, [oldestSeq]);

  return { region, atEnd, onScroll, toEnd: () => region.current?.scrollTo({ top: 0 }) };
}

function isNearTop({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean {
  return scrollHeight - clientHeight + scrollTop < nearTop_px;
}
