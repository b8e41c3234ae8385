import { Link, useSearchParams } from "react-router";
import { classNames } from "@/lib/class-names";

interface FilterTabsProps {
  /** Names the tabs: "Queues". */
  label: string;
  /** The parameter of the address that they set. */
  name: string;
  /** The value "" takes the parameter out. */
  tabs: readonly { value: string; label: string }[];
  current: string;
}

/** Which part of a list is shown; search and other filters stay as they are. */
export function FilterTabs({ label, name, tabs, current }: FilterTabsProps) {
  const [params] = useSearchParams();
  function hrefOf(value: string): { search: string } {
    const next = new URLSearchParams(params);
    next.delete("page");
    if (value) next.set(name, value);
    else next.delete(name);
    return { search: next.toString() };
  }
  return (
    <nav aria-label={label} className="mb-5 flex flex-wrap gap-2">
      {tabs.map((tab) => (
        <Link
          key={tab.value}
          to={hrefOf(tab.value)}
          preventScrollReset
          aria-current={tab.value === current ? "page" : undefined}
          className={classNames(
            "inline-flex min-h-11 items-center rounded-full border px-4 font-semibold",
            tab.value === current
              ? "border-brand bg-brand-tint text-brand-strong"
              : "border-line-strong bg-surface hover:border-brand hover:text-brand",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
