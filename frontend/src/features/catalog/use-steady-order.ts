import { useState } from "react";

/**
 * The names in the order in which they first came while `subject` stays the same, new ones at the end: what somebody
 * has just ticked must not move away from under the pointer.
 */
export function useSteadyOrder(subject: string | null, names: readonly string[]): string[] {
  const [known, setKnown] = useState({ subject, names });
  const before = known.subject === subject ? known.names : [];
  const ordered = steadyOrder(before, names);
  if (known.subject !== subject || ordered.join("\n") !== known.names.join("\n"))
    setKnown({ subject, names: ordered });
  return ordered;
}

/** Those of `before` that are still there, then the others. */
export function steadyOrder(before: readonly string[], names: readonly string[]): string[] {
  return [
    ...before.filter((name) => names.includes(name)),
    ...names.filter((name) => !before.includes(name)),
  ];
}
