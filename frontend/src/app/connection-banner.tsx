import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useConnection } from "@/live/live";

const patience_ms = 1_500;

/** Says that stock may be out of date while the live connection is down for longer than a blink. */
export function ConnectionBanner() {
  const down = useConnection() === "down";
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(down), down ? patience_ms : 0);
    return () => clearTimeout(timer);
  }, [down]);

  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(1rem+var(--bottom-bar,0px))] z-40 flex justify-center sm:justify-start"
    >
      {shown && (
        <p className="flex animate-rise items-center gap-2.5 rounded-full border border-line bg-surface px-4 py-2 text-sm shadow-lg">
          <WifiOff aria-hidden className="size-4 text-accent-text" />
          Live updates are paused. Reconnecting…
        </p>
      )}
    </div>
  );
}
