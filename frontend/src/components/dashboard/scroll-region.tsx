import { MoveHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "@/lib/class-names";

/** Scrolls sideways what is too wide for the page: then the keyboard can reach it, and a line says so. */
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
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (!element || !("ResizeObserver" in window)) return;
    const observer = new ResizeObserver(() => setOverflows(element.scrollWidth > element.clientWidth + 1));
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return (
    <>
      {overflows && (
        <p className="mb-1.5 flex items-center gap-1.5 text-ink-soft text-sm print:hidden">
          <MoveHorizontal aria-hidden className="size-4" />
          There is more to the side: scroll or swipe.
        </p>
      )}
      <section
        ref={region}
        aria-label={overflows ? label : undefined}
        tabIndex={overflows ? 0 : undefined}
        className={classNames("relative overflow-x-auto", className)}
      >
        {children}
      </section>
    </>
  );
}
