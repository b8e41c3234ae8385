import type { Socket } from "socket.io-client";
import { problemOf, unreachable } from "@/api/problem";
import { accessToken, renewAccess, sessionStore } from "@/session/session";
import { announceLive, connectionStore, stocks } from "./live";
import type { LiveDetails, Stock } from "./stock-store";

type Listener = (payload: unknown) => void;

/** The gateway's refusal of a connection carries a problem document. */
type Refusal = Error & { data?: { status?: number } };

const ack_ms = 5_000;
/** When everybody reconnects at once, a gateway lets them in one after the other. */
const turn_ms = 15_000;
const reconnect_ms = 500;
const reconnectAtMost_ms = 3_000;
const farewell_ms = 300;
const unauthenticated = 401;

let socket: Socket | null = null;
let shownToken: string | null = null;
let shownAs: string | null = null;
const listeners = new Map<string, Set<Listener>>();

/** Opens the live connection; it then looks after itself until the page is closed. */
export async function startLive(): Promise<void> {
  if (socket !== null) return;
  const { io } = await import("socket.io-client");
  const live = io({
    path: "/socket.io/",
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    query: { cid: newClientId() },
    auth: (give) => void showToken().then((token) => give(token === null ? {} : { token })),
    reconnectionDelay: reconnect_ms,
    reconnectionDelayMax: reconnectAtMost_ms,
    randomizationFactor: 0.5,
    timeout: turn_ms,
  });
  socket = live;
  followConnection(live);
  sessionStore.subscribe(() => void alignWithSession(live));
  live.on("stock_update", (event: Stock) => stocks.applyStock(event));
  live.on("product_update", (event: LiveDetails & { product_id: string }) => stocks.applyDetails(event));
  for (const [event, known] of listeners) for (const listener of known) live.on(event, listener);
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

function followConnection(live: Socket): void {
  let sessionEnded = false;
  live.on("signed_out", ({ reason }: { reason: string }) => {
    sessionEnded = reason === "revoked";
  });
  live.on("connect", () => {
    sessionEnded = false;
    connectionStore.set("up");
    announceLive({
      userId: shownAs,
      ask: (event, payload) => ask(live, event, payload),
      say: (event, payload) => void live.emit(event, payload),
    });
    void alignWithSession(live);
  });
  live.on("disconnect", (reason) => {
    announceLive(null);
    if (reason === "io client disconnect") return;
    connectionStore.set("down");
    if (reason === "io server disconnect") void comeBack(live, sessionEnded);
  });
  live.on("connect_error", (error: Refusal) => {
    connectionStore.set("down");
    if (!live.active) void comeBack(live, error.data?.status === unauthenticated);
  });
}

/** The gateway put us out on purpose, so the library stays out. A token that no longer holds is replaced first. */
async function comeBack(live: Socket, tokenRefused: boolean): Promise<void> {
  // Whoever signed out in another tab tells this one too: then there is nothing to renew.
  if (tokenRefused) await new Promise((resolve) => setTimeout(resolve, farewell_ms));
  if (tokenRefused && sessionStore.get().status === "signed-in") await renewAccess(shownToken);
  setTimeout(() => live.connect(), Math.random() * reconnect_ms * 2);
}

async function ask<T>(live: Socket, event: string, payload: object): Promise<T> {
  const answer: T | { error: unknown } = await live
    .timeout(ack_ms)
    .emitWithAck(event, payload)
    .catch((error) => {
      throw unreachable(error);
    });
  if (typeof answer === "object" && answer !== null && "error" in answer) throw problemOf(answer.error);
  return answer as T;
}

async function showToken(): Promise<string | null> {
  shownToken = await accessToken();
  shownAs = sessionStore.get().user?.id ?? null;
  return shownToken;
}

/** Another user needs another connection; a renewed token of the same user is shown on the one there is. */
async function alignWithSession(live: Socket): Promise<void> {
  const { status, user } = sessionStore.get();
  if (status === "starting" || !live.connected) return;
  if ((user?.id ?? null) !== shownAs) {
    live.disconnect().connect();
    return;
  }
  const before = shownToken;
  const token = await showToken();
  if (token !== null && token !== before) live.emit("authenticate", { token });
}

/** Keeps the requests of a polling connection on one gateway. */
function newClientId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
}
