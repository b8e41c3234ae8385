import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useConnection } from "./live";
import { onLiveEvent } from "./socket";

const pause_ms = 500;

/** Loads anew after a pause; what is asked for while it loads is one more load afterwards, so that none is cut off. */
class Refresher {
  keys: readonly QueryKey[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private loading = false;
  private again = false;
  private readonly queries: QueryClient;

  constructor(queries: QueryClient) {
    this.queries = queries;
  }

  ask(): void {
    if (this.loading) this.again = true;
    else this.timer ??= setTimeout(() => void this.load(), pause_ms);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }

  private async load(): Promise<void> {
    this.timer = undefined;
    this.loading = true;
    await Promise.all(this.keys.map((queryKey) => this.queries.invalidateQueries({ queryKey })));
    this.loading = false;
    if (!this.again) return;
    this.again = false;
    this.ask();
  }
}

/**
 * Loads what is shown anew when something happens: at most twice a second however many events come, and once more
 * when the connection is back after having been down. Events and keys may be written inline.
 */
export function useLiveRefresh(events: readonly string[], queryKeys: readonly QueryKey[]): void {
  const queries = useQueryClient();
  const connection = useConnection();
  const missed = useRef(false);
  const [refresher] = useState(() => new Refresher(queries));
  refresher.keys = queryKeys;

  const names = events.join(" ");
  useEffect(() => {
    const ends = names.split(" ").map((event) => onLiveEvent(event, () => refresher.ask()));
    return () => {
      for (const end of ends) end();
    };
  }, [names, refresher]);
  useEffect(() => {
    if (connection === "down") missed.current = true;
    if (connection !== "up" || !missed.current) return;
    missed.current = false;
    refresher.ask();
  }, [connection, refresher]);
  useEffect(() => () => refresher.stop(), [refresher]);
}
