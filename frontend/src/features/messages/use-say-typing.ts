import { useCallback, useRef } from "react";
import { lineOf } from "./line";

const pause_ms = 2_000;

/** Lets the other one know that one is writing, at most every other second. */
export function useSayTyping(me: string, user_id: string): () => void {
  const said_ms = useRef(0);
  return useCallback(() => {
    const now = Date.now();
    if (now - said_ms.current < pause_ms) return;
    said_ms.current = now;
    lineOf(me)?.say("typing", { user_id });
  }, [me, user_id]);
}
