import type { Person } from "@/api/types";
import { useConnection } from "@/live/live";
import { useOnline } from "@/presence/presence";
import type { State } from "./timeline";

/** Below one's last message: what has become of it, in words. */
export function NextMark({ user, state }: { user: Person; state: State }) {
  const online = useOnline(user.id);
  const cutOff = useConnection() === "down";
  return (
    <p className="ml-auto text-right text-ink-soft text-sm">
      {state === "waiting" && cutOff
        ? "It goes out when the connection is back"
        : wordsFor(state, user.name, online)}
    </p>
  );
}

export function wordsFor(state: State, name: string | null, online: boolean | null): string {
  if (state === "sent" && online === false)
    return `Waiting until ${name ?? "they"} ${name ? "comes" : "come"} back`;
  return words[state];
}

const words: Record<State, string> = {
  waiting: "Sending…",
  refused: "",
  sent: "Sent",
  delivered: "Delivered",
  read: "Read",
};
