import { classNames } from "@/lib/class-names";

const tints = [
  "bg-brand-tint text-brand-strong",
  "bg-accent-tint text-accent-text",
  "bg-good-tint text-good",
  "bg-night text-on-night",
];

/** The first letter of somebody's name, in a colour that stays theirs. */
export function Avatar({ id, name }: { id: string; name: string | null }) {
  const tint = tints[Number.parseInt(id.slice(-2), 16) % tints.length] ?? tints[0];
  return (
    <span
      aria-hidden
      className={classNames(
        "grid size-11 shrink-0 place-items-center rounded-full font-display text-lg select-none",
        tint,
      )}
    >
      {Array.from(name ?? "?")[0]?.toUpperCase()}
    </span>
  );
}
