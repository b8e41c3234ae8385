import { useSyncExternalStore } from "react";
import { timeAgo } from "@/lib/time-ago";

const step_ms = 30_000;

function everyStep(listener: () => void): () => void {
  const timer = setInterval(listener, step_ms);
  return () => clearInterval(timer);
}

/** How long ago something was; it keeps counting, and has the full moment as its tooltip. */
export function TimeAgo({ moment }: { moment: string }) {
  useSyncExternalStore(everyStep, () => Math.floor(Date.now() / step_ms));
  const full = new Date(moment).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  return (
    <time dateTime={moment} title={full} className="whitespace-nowrap">
      {timeAgo(moment, Date.now())}
    </time>
  );
}
