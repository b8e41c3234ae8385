import { Link, useSearchParams } from "react-router";
import { classNames } from "@/lib/class-names";

const queues = [
  { value: "", label: "To look at" },
  { value: "disabled", label: "Disabled" },
  { value: "all", label: "All products" },
];

/** Which queue is shown; search and filters stay as they are. */
export function QueueTabs({ current }: { current: string }) {
  const [params] = useSearchParams();
  function hrefOf(queue: string): { search: string } {
    const next = new URLSearchParams(params);
    next.delete("page");
    if (queue) next.set("queue", queue);
    else next.delete("queue");
    return { search: next.toString() };
  }
  return (
    <nav aria-label="Queues" className="mb-5 flex flex-wrap gap-2">
      {queues.map(({ value, label }) => (
        <Link
          key={value}
          to={hrefOf(value)}
          aria-current={value === current ? "page" : undefined}
          className={classNames(
            "inline-flex min-h-11 items-center rounded-full border px-4 font-semibold",
            value === current
              ? "border-brand bg-brand-tint text-brand-strong"
              : "border-line-strong bg-surface hover:border-brand hover:text-brand",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
