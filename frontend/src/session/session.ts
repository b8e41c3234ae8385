import type { Tokens, User } from "@/api/types";
import { alone } from "@/lib/locks";
import { readStored, writeStored } from "@/lib/storage";
import { createStore, useStore } from "@/lib/store";

/** `starting`: somebody signed in here before and we are asking the server whether they still are. */
export type Session = { status: "starting" | "visitor"; user: null } | { status: "signed-in"; user: User };

interface Access {
  token: string;
  expiresAt_ms: number;
}

const visitor: Session = { status: "visitor", user: null };
const flagKey = "souk-signed-in";
const expiryMargin_ms = 10_000;
const restoreDelay_ms = 4_000;

const store = createStore<Session>(visitor);
// The token lives in memory only: a script that reads storage finds nothing.
let access: Access | null = null;
let starting: Promise<void> = Promise.resolve();
let renewing: Promise<string | null> | null = null;
let tabs: BroadcastChannel | null = null;

export const sessionStore = { get: store.get, subscribe: store.subscribe };

export function useSession(): Session {
  return useStore(store);
}

/** Call once at the start. Visitors who never signed in here cause no request at all. */
export function startSession(): void {
  if ("BroadcastChannel" in window) {
    tabs = new BroadcastChannel("souk-session");
    tabs.onmessage = ({ data }) => (data === "ended" ? forget() : restore());
  }
  if (readStored(flagKey) !== null) restore();
}

/** The answer of register or login becomes this browser's session. */
export function beginSession(tokens: Tokens): void {
  keep(tokens);
  tabs?.postMessage("begun");
}

/** Forgets the session in every tab. The caller has told the server, or the server has told us. */
export function endSession(): void {
  forget();
  tabs?.postMessage("ended");
}

/** The profile's name changed. */
export function updateUser(user: User): void {
  if (store.get().status === "signed-in") store.set({ status: "signed-in", user });
}

/** A token that is good for some seconds more, renewed when needed; null for visitors. */
export async function accessToken(): Promise<string | null> {
  await starting;
  if (access === null) return null;
  if (Date.now() < access.expiresAt_ms - expiryMargin_ms) return access.token;
  return renewAccess(access.token);
}

/** Replaces `used` by a new token, once for all callers and all tabs. Null: signed out, or nobody answered. */
export async function renewAccess(used: string | null): Promise<string | null> {
  if (access !== null && access.token !== used) return access.token;
  renewing ??= alone("refresh", refresh).finally(() => {
    renewing = null;
  });
  return renewing;
}

function restore(): void {
  if (access !== null) return;
  if (store.get().status === "visitor") store.set({ status: "starting", user: null });
  starting = renewAccess(null).then((token) => {
    if (token !== null || readStored(flagKey) === null) return;
    // No answer rather than a refusal: browse as a visitor meanwhile and ask again.
    store.set(visitor);
    setTimeout(restore, restoreDelay_ms);
  });
}

async function refresh(): Promise<string | null> {
  let response: Response;
  try {
    response = await fetch("/api/auth/refresh", { method: "POST" });
  } catch {
    return null;
  }
  if (response.status === 401 || response.status === 403) {
    endSession();
    return null;
  }
  if (!response.ok) return null;
  const tokens = (await response.json()) as Tokens;
  keep(tokens);
  return tokens.access_token;
}

function keep(tokens: Tokens): void {
  access = { token: tokens.access_token, expiresAt_ms: Date.now() + tokens.expires_in * 1000 };
  writeStored(flagKey, "1");
  store.set({ status: "signed-in", user: tokens.user });
}

function forget(): void {
  access = null;
  writeStored(flagKey, null);
  store.set(visitor);
}
