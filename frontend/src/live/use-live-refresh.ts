import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useConnection } from "./live";
import { onLiveEvent } from "./socket";

const pause_ms = 500;

/**
 * Loads what is shown anew when something happens: at most twice a second however many events come, and once more
 * when the connection is back after having been down. Events and keys are read anew at each render; write them inline.
 */
export function useLiveRefresh(events: readonly string[], queryKeys: readonly QueryKey[]): void {
  const queries = useQueryClient();
  const connection = useConnection();
  const missed = useRef(false);
  const keys = useRef(queryKeys);
  keys.current = queryKeys;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useRef(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      for (const queryKey of keys.current) void queries.invalidateQueries({ queryKey });
    }, pause_ms);
  });

  const names = events.join(" ");
  useEffect(() => {
    const ends = names.split(" ").map((event) => onLiveEvent(event, () => refresh.current()));
    return () => {
      for (const end of ends) end();
    };
  }, [names]);
  useEffect(() => {
    if (connection === "down") missed.current = true;
    if (connection !== "up" || !missed.current) return;
    missed.current = false;
    refresh.current();
  }, [connection]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
}
