import { type RefObject, useEffect } from "react";
import { useSearchParams } from "react-router";

const shown_ms = 2_500;
const look = ["ring-3", "ring-accent"];

/** Goes to the message that `?at=<seq>` names, loading everything down from it first. */
export function useJump(
  region: RefObject<HTMLElement | null>,
  loadOlder: (to: number) => Promise<unknown>,
): void {
  const [params] = useSearchParams();
  const at = Number(params.get("at"));
  useEffect(() => {
    if (!Number.isInteger(at) || at < 1) return;
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    void loadOlder(at).then(() => {
      // What was loaded is drawn by then.
      timer = setTimeout(() => wanted && point(region.current, at));
    });
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [at, region, loadOlder]);
}

function point(region: HTMLElement | null, seq: number): void {
  const message = region?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
  if (!message) return;
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.classList.add(...look);
  setTimeout(() => message.classList.remove(...look), shown_ms);
}
