import { classNames } from "@/lib/class-names";

interface CountBadgeProps {
  count: number;
  /** Some of what is counted needs a look. */
  marked?: boolean;
}

/** A number at the corner of an icon, nothing for zero. The icon's link or button says it in words. */
export function CountBadge({ count, marked = false }: CountBadgeProps) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden
      key={`${count} ${marked}`}
      className={classNames(
        "absolute top-0 grid h-5 min-w-5 animate-rise grid-flow-col place-items-center rounded-full px-1.5 font-bold text-xs tabular-nums",
        marked ? "left-4.5 bg-danger text-paper" : "left-6 bg-accent text-on-accent",
      )}
    >
      {count > 99 ? "99+" : count}
      {marked && "!"}
    </span>
  );
}
