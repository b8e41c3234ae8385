import { MoveHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "@/lib/class-names";

/** Scrolls what is larger than its place: then the keyboard can reach it, and what is too wide says so in a line. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const region = useRef<HTMLElement>(null);
  const [wide, setWide] = useState(false);
  const [high, setHigh] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (!element || !("ResizeObserver" in window)) return;
    const observer = new ResizeObserver(() => {
      setWide(element.scrollWidth > element.clientWidth + 1);
      setHigh(element.scrollHeight > element.clientHeight + 1);
    });
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  const overflows = wide || high;
  return (
    <>
      {wide && (
        <p className="mb-1.5 flex items-center gap-1.5 text-ink-soft text-sm print:hidden">
          <MoveHorizontal aria-hidden className="size-4" />
          There is more to the side: scroll or swipe.
        </p>
      )}
      <section
        ref={region}
        // Not the name of what is around it or in it, which may have it too.
        aria-label={overflows ? `${label}, scrollable` : undefined}
        tabIndex={overflows ? 0 : undefined}
        className={classNames("relative overflow-auto", className)}
      >
        {children}
      </section>
    </>
  );
}
