import type { Socket } from "socket.io-client";
import { accessToken, sessionStore } from "@/session/session";
import { connectionStore, stocks, watches } from "./live";
import type { LiveDetails, Snapshot, Stock } from "./stock-store";

type Listener = (payload: unknown) => void;

const ack_ms = 5_000;
const reconnect_ms = 500;
const reconnectAtMost_ms = 3_000;

let socket: Socket | null = null;
let connectedAs: string | null = null;
const listeners = new Map<string, Set<Listener>>();

/** Opens the live connection; it then looks after itself until the page is closed. */
export async function startLive(): Promise<void> {
  if (socket !== null) return;
  const { io } = await import("socket.io-client");
  socket = io({
    path: "/socket.io/",
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    query: { cid: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` },
    auth: (give) => void accessToken().then((token) => give(token === null ? {} : { token })),
    reconnectionDelay: reconnect_ms,
    reconnectionDelayMax: reconnectAtMost_ms,
    randomizationFactor: 0.5,
    timeout: 5_000,
  });
  followSocket(socket);
  for (const [event, known] of listeners) for (const listener of known) socket.on(event, listener);
  followSession();
}

/** Hears an event of the user's own room (`order_status`, `notification`) until the returned function is called. */
export function onLiveEvent<T>(event: string, listener: (payload: T) => void): () => void {
  const heard = listener as Listener;
  const known = listeners.get(event) ?? new Set();
  listeners.set(event, known.add(heard));
  socket?.on(event, heard);
  return () => {
    known.delete(heard);
    socket?.off(event, heard);
  };
}

function followSocket(live: Socket): void {
  live.on("connect", () => {
    connectionStore.set("up");
    watches.connected({
      watch: (product_ids) =>
        live.timeout(ack_ms).emitWithAck("watch", { product_ids }) as Promise<Snapshot[]>,
      unwatch: (product_ids) => void live.emit("unwatch", { product_ids }),
    });
  });
  live.on("disconnect", (reason) => {
    watches.disconnected();
    if (reason === "io client disconnect") return;
    connectionStore.set("down");
    // The server put us out on purpose, so the library stays out: the session may have ended. Ask again.
    if (reason === "io server disconnect") connectLater(live);
  });
  live.on("connect_error", () => {
    connectionStore.set("down");
    if (!live.active) connectLater(live);
  });
  live.on("stock_update", (event: Stock) => stocks.applyStock(event));
  live.on("product_update", (event: LiveDetails & { product_id: string }) => stocks.applyDetails(event));
}

function connectLater(live: Socket): void {
  setTimeout(() => live.connect(), reconnect_ms + Math.random() * reconnectAtMost_ms);
}

/** Another user, another room: the connection is made anew. */
function followSession(): void {
  const userId = () => sessionStore.get().user?.id ?? null;
  connectedAs = userId();
  sessionStore.subscribe(() => {
    if (sessionStore.get().status === "starting" || userId() === connectedAs) return;
    connectedAs = userId();
    socket?.disconnect().connect();
  });
}
