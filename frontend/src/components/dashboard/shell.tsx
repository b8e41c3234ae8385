import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { Link, useLocation } from "react-router";
import { classNames } from "@/lib/class-names";

export interface NavEntry {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Shown at the entry's end, such as a count. */
  aside?: ReactNode;
}

export interface NavGroup {
  title: string;
  entries: readonly NavEntry[];
}

interface DashboardShellProps {
  /** Names the navigation: "Seller pages". */
  label: string;
  groups: readonly NavGroup[];
  children: ReactNode;
}

/** A dashboard's frame: a sidebar on wide screens, a strip of tabs that scrolls sideways on narrow ones. */
export function DashboardShell({ label, groups, children }: DashboardShellProps) {
  const { pathname } = useLocation();
  const current = currentEntry(
    pathname,
    groups.flatMap((group) => group.entries),
  );
  return (
    <div className="mx-auto max-w-[90rem] lg:flex lg:items-start lg:gap-8 lg:px-8 print:block">
      <nav
        aria-label={label}
        className="sticky top-16 z-20 border-line border-b bg-paper/95 backdrop-blur lg:w-56 lg:shrink-0 lg:border-0 lg:bg-transparent lg:py-6 print:hidden"
      >
        <Entries groups={groups} current={current} />
      </nav>
      <div className="min-w-0 flex-1 px-4 pt-5 pb-8 lg:px-0 lg:pt-7">{children}</div>
    </div>
  );
}

function Entries({ groups, current }: { groups: readonly NavGroup[]; current: NavEntry | undefined }) {
  return (
    <div className="flex gap-1 overflow-x-auto scroll-px-12 px-3 py-1.5 [scrollbar-width:none] mask-x-from-[calc(100%-1.5rem)] mask-x-to-100% lg:mask-none lg:flex-col lg:gap-5 lg:overflow-visible lg:p-0">
      {groups.map((group) => (
        <div key={group.title} className="contents lg:block">
          <p className="hidden px-3 pb-1 font-semibold text-ink-soft text-sm lg:block">{group.title}</p>
          <ul className="contents lg:flex lg:flex-col lg:gap-0.5">
            {group.entries.map((entry) => (
              <li key={entry.to} className="shrink-0">
                <EntryLink entry={entry} current={entry === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function EntryLink({
  entry: { to, label, icon: Icon, aside },
  current,
}: {
  entry: NavEntry;
  current: boolean;
}) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (current) link.current?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <Link
      ref={link}
      to={to}
      aria-current={current ? "page" : undefined}
      className={classNames(
        "flex min-h-11 items-center gap-2.5 rounded-xl px-3 font-semibold whitespace-nowrap",
        current ? "bg-brand-tint text-brand-strong" : "text-ink-soft hover:bg-sunken hover:text-ink",
      )}
    >
      <Icon aria-hidden className="size-5 shrink-0" />
      <span className="lg:flex-1">{label}</span>
      {aside}
    </Link>
  );
}

/** The entry that a page belongs to: the one with the longest address that the page's address begins with. */
export function currentEntry(pathname: string, entries: readonly NavEntry[]): NavEntry | undefined {
  return entries
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    .sort((a, b) => b.to.length - a.to.length)[0];
}
