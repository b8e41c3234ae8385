import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Tokens } from "./types";

const tokens = (access_token: string): Tokens => ({
  access_token,
  token_type: "Bearer",
  expires_in: 900,
  user: {
    id: "u1",
    name: "Bea",
    email: "b@example.com",
    role: "buyer",
    status: "active",
    created_at: "2026-01-01T00:00:00Z",
  },
});

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const server = vi.fn<(request: Request) => Promise<Response>>();

beforeEach(() => {
  vi.resetModules();
  localStorage.clear();
  vi.stubGlobal("fetch", (input: RequestInfo, init?: RequestInit) =>
    server(
      new Request(
        new URL(input instanceof Request ? input.url : input, location.origin),
        input instanceof Request ? input : init,
      ),
    ),
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
  server.mockReset();
});

async function signedIn() {
  const session = await import("@/session/session");
  session.beginSession(tokens("old"));
  return { session, ...(await import("./client")) };
}

/** Knows the token "new" only; a refresh gives it. */
function expireOldToken(): { refreshes: () => number } {
  let refreshes = 0;
  server.mockImplementation(async (request) => {
    if (request.url.endsWith("/api/auth/refresh")) {
      refreshes += 1;
      return json(200, tokens("new"));
    }
    const known = request.headers.get("Authorization") === "Bearer new";
    return known ? json(200, { lines: [], total_amount: 0, version: 1 }) : json(401, { title: "Expired" });
  });
  return { refreshes: () => refreshes };
}

test("calls that meet an expired token share one refresh and are sent again", async () => {
  const { api, read } = await signedIn();
  const { refreshes } = expireOldToken();
  const carts = await Promise.all([1, 2, 3].map(() => read(api.GET("/api/cart"))));
  expect(carts).toHaveLength(3);
  expect(refreshes()).toBe(1);
});

test("a body is sent again too", async () => {
  const { api, read } = await signedIn();
  expireOldToken();
  await read(api.POST("/api/cart/lines", { body: { product_id: "p1", quantity: 2 } }));
  const last = server.mock.calls.at(-1)?.[0];
  expect(await last?.json()).toEqual({ product_id: "p1", quantity: 2 });
});

test("a refused refresh ends the session", async () => {
  const { api, read, session } = await signedIn();
  server.mockImplementation(async () => json(401, { title: "Not signed in", detail: "Sign in again." }));
  await expect(read(api.GET("/api/cart"))).rejects.toMatchObject({ status: 401, message: "Sign in again." });
  expect(session.sessionStore.get().status).toBe("visitor");
  expect(localStorage.getItem("souk-signed-in")).toBeNull();
});

test("a server that cannot refresh just now does not sign anybody out", async () => {
  const { api, read, session } = await signedIn();
  server.mockImplementation(async (request) => json(request.url.endsWith("/refresh") ? 503 : 401, {}));
  await expect(read(api.GET("/api/cart"))).rejects.toMatchObject({ status: 401 });
  expect(session.sessionStore.get().status).toBe("signed-in");
});

test("visitors cause no refresh at all, and public lists go without a token", async () => {
  const { startSession } = await import("@/session/session");
  startSession();
  expect(server).not.toHaveBeenCalled();

  const { api, read } = await signedIn();
  server.mockImplementation(async () => json(200, { items: [] }));
  await read(api.GET("/api/products/categories"));
  expect(server.mock.calls[0]?.[0].headers.get("Authorization")).toBeNull();
});

test("no answer at all is a problem that says what to do", async () => {
  const { api, read } = await signedIn();
  server.mockRejectedValue(new TypeError("Failed to fetch"));
  await expect(read(api.GET("/api/cart"))).rejects.toMatchObject({ status: 0, isPassing: true });
});
