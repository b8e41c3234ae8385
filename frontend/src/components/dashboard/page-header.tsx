import type { ReactNode } from "react";
import { usePageTitle } from "@/lib/page-title";

interface PageHeaderProps {
  title: string;
  /** The tab's title where it says more than the heading. */
  tabTitle?: string;
  children?: ReactNode;
  /** Buttons and pickers, at the end of the row. */
  actions?: ReactNode;
}

/** A dashboard page's heading, which also names the tab; `children` say in a line what the page is for. */
export function PageHeader({ title, tabTitle = title, children, actions }: PageHeaderProps) {
  usePageTitle(tabTitle);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="font-display text-3xl lg:text-4xl">{title}</h1>
        {children && <div className="mt-1.5 max-w-prose text-ink-soft">{children}</div>}
      </div>
      {actions && (
        <div className="flex min-w-0 max-w-full flex-wrap items-center gap-2.5 print:hidden">{actions}</div>
      )}
    </header>
  );
}
