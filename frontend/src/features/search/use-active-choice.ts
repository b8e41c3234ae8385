import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { type Choice, moved } from "./choices";

/**
 * Which of the choices the keyboard points at while the focus stays in the box. It stays the same one when newer
 * choices come, as long as it is among them.
 */
export function useActiveChoice(choices: Choice[]) {
  const listId = useId();
  const [activeTo, setActiveTo] = useState<string | null>(null);
  const index = choices.findIndex(({ to }) => to === activeTo);
  const active = choices[index] ?? null;
  const idOf = ({ to }: Choice) => `${listId}${encodeURIComponent(to)}`;
  const activeId = active ? idOf(active) : undefined;

  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);

  /** Whether the key was one that moves. */
  function move(event: KeyboardEvent): boolean {
    const next = event.nativeEvent.isComposing ? null : moved(event.key, index, choices.length);
    if (next === null) return false;
    event.preventDefault();
    setActiveTo(choices[next]?.to ?? null);
    return true;
  }

  return { listId, active, activeId, idOf, move, reset: () => setActiveTo(null) };
}
