import { sessionStore } from "@/session/session";
import { onLiveEvent } from "./socket";

type Hear<T> = (payload: T) => void;

const keptAtMost = 1_000;

/**
 * Hears an event of the user's own room from now on, before the page is drawn. The function it gives takes the one who
 * listens, until what that returns is called; what comes while nobody listens is kept for the next one of the same user.
 */
export function hearEarly<T>(event: string): (hear: Hear<T>) => () => void {
  const kept: { userId: string | undefined; payload: T }[] = [];
  let current: Hear<T> | null = null;
  onLiveEvent<T>(event, (payload) => {
    if (current !== null) current(payload);
    else if (kept.length < keptAtMost) kept.push({ userId: sessionStore.get().user?.id, payload });
  });
  return (hear) => {
    current = hear;
    const me = sessionStore.get().user?.id;
    for (const { userId, payload } of kept.splice(0)) if (userId === me) hear(payload);
    return () => {
      if (current === hear) current = null;
    };
  };
}
