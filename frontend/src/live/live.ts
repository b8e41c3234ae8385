import { createStore, useStore } from "@/lib/store";
import { type Snapshot, StockStore } from "./stock-store";
import { WatchRegistry } from "./watch-registry";

/** `idle`: not asked for yet. `down`: it was up or was asked for, and is not there. */
export type Connection = "idle" | "up" | "down";

export const stocks = new StockStore();
export const watches = new WatchRegistry<Snapshot>((snapshot) => stocks.applySnapshot(snapshot));
export const connectionStore = createStore<Connection>("idle");

export function useConnection(): Connection {
  return useStore(connectionStore);
}

/** The gateway, for as long as one connection lasts. */
export interface LiveConnection {
  /** Whose connection it is; null for a visitor's. */
  userId: string | null;
  /**
   * Sends an event and resolves to its answer.
   *
   * @throws ApiProblem - the gateway refused, or nobody answered within 5 s (status 0)
   */
  ask: <T>(event: string, payload: object) => Promise<T>;
  /** Sends an event whose answer does not matter. */
  say: (event: string, payload: object) => void;
}

export interface LiveFollower {
  connected: (connection: LiveConnection) => void;
  disconnected: () => void;
}

const followers = new Set<LiveFollower>();
let current: LiveConnection | null = null;

/** Tells of each connection that begins and ends (at once of one that is there) until the returned function is called. */
export function followLive(follower: LiveFollower): () => void {
  followers.add(follower);
  if (current !== null) follower.connected(current);
  return () => void followers.delete(follower);
}

/** For whoever holds the connection: it is there, or (null) it has ended. */
export function announceLive(connection: LiveConnection | null): void {
  if (current !== null) for (const follower of [...followers]) follower.disconnected();
  current = connection;
  if (connection !== null) for (const follower of [...followers]) follower.connected(connection);
}

followLive({
  connected: ({ ask, say }) =>
    watches.connected({
      watch: (product_ids) => ask("watch", { product_ids }),
      unwatch: (product_ids) => say("unwatch", { product_ids }),
    }),
  disconnected: () => watches.disconnected(),
});
