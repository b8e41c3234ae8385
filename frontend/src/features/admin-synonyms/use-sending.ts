import { useEffect, useRef, useState } from "react";

interface Outcome<T> {
  /** `late`: nobody waits for it in the dialog any more, so it has to be said elsewhere. */
  onDone: (result: T, late: boolean) => void;
  onProblem: (error: unknown, late: boolean) => void;
}

/** What a form has sent and waits for: until it is gone, or `stop` says that something else counts now. */
export function useSending() {
  const [busy, setBusy] = useState(false);
  const awaited = useRef<Promise<unknown> | null>(null);
  useEffect(() => {
    return () => {
      awaited.current = null;
    };
  }, []);

  function stop(): void {
    awaited.current = null;
    setBusy(false);
  }

  async function send<T>(call: Promise<T>, { onDone, onProblem }: Outcome<T>): Promise<void> {
    awaited.current = call;
    setBusy(true);
    const [answer] = await Promise.allSettled([call]);
    const late = awaited.current !== call;
    if (!late) stop();
    if (answer.status === "fulfilled") onDone(answer.value, late);
    else onProblem(answer.reason, late);
  }

  return { busy, send, stop };
}
