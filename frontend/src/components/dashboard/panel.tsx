import { type ReactNode, useId } from "react";
import { classNames } from "@/lib/class-names";

interface PanelProps {
  title: string;
  /** A line below the title. */
  hint?: ReactNode;
  /** A button or a link at the end of the title's row. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A card with a heading, named by it. */
export function Panel({ title, hint, action, className, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={classNames("min-w-0 rounded-2xl border border-line bg-surface p-4 lg:p-5", className)}
    >
      <header className="mb-3 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div>
          <h2 id={id} className="font-display text-xl">
            {title}
          </h2>
          {hint && <p className="text-ink-soft text-sm">{hint}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
