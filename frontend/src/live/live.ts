import { createStore, useStore } from "@/lib/store";
import { StockStore } from "./stock-store";
import { WatchRegistry } from "./watch-registry";

/** `idle`: not asked for yet. `down`: it was up or was asked for, and is not there. */
export type Connection = "idle" | "up" | "down";

export const stocks = new StockStore();
export const watches = new WatchRegistry((snapshot) => stocks.applySnapshot(snapshot));
export const connectionStore = createStore<Connection>("idle");

export function useConnection(): Connection {
  return useStore(connectionStore);
}
