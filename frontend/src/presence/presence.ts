import { useCallback, useEffect, useSyncExternalStore } from "react";
import { followLive } from "@/live/live";
import { onLiveEvent } from "@/live/socket";
import { WatchRegistry } from "@/live/watch-registry";
import { type Presence, PresenceStore, type Standing } from "./presence-store";

const inOneMessage = 100;

const presences = new PresenceStore();
const people = new WatchRegistry<Presence>(
  (answer, asked) => presences.applyAnswer(asked, answer),
  inOneMessage,
);

followLive({
  connected: ({ userId, ask, say }) => {
    if (userId === null) return;
    people.connected({
      watch: (user_ids) => ask("watch_presence", { user_ids }),
      unwatch: (user_ids) => {
        say("unwatch_presence", { user_ids });
        presences.forget(user_ids);
      },
    });
  },
  disconnected: () => {
    people.disconnected();
    presences.forgetAll();
  },
});
onLiveEvent<Presence>("presence", (presence) => {
  // What was on its way when somebody was no longer watched would stay for good.
  if (people.watches(presence.user_id)) presences.apply(presence);
});

/** Whether somebody is online, for as long as it is shown. Null: not known, as for visitors or without a connection. */
export function useOnline(userId: string | null): boolean | null {
  const standing = useStanding(userId);
  return standing === "online" || (standing === "offline" ? false : null);
}

/** The same, with those whose account is gone. */
export function useStanding(userId: string | null): Standing | null {
  const subscribe = useCallback(
    (listener: () => void) => (userId === null ? () => {} : presences.subscribe(userId, listener)),
    [userId],
  );
  useEffect(() => (userId === null ? undefined : people.hold(userId)), [userId]);
  return useSyncExternalStore(subscribe, () => (userId === null ? null : presences.standingOf(userId)));
}
