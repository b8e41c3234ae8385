import createClient from "openapi-fetch";
import { accessToken, renewAccess } from "@/session/session";
import { ApiProblem, problemFrom, unreachable } from "./problem";
import type { paths } from "./schema";

/**
 * The shop's API. Calls carry the session's token; a 401 renews it once, quietly, and sends the call again.
 * Always wrap a call: `await read(api.GET("/api/products/", {...}))`.
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: fetchInSession });

interface CallResult {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** Gives the body of a successful call and throws an `ApiProblem` for everything else. */
export async function read<R extends CallResult>(call: Promise<R>): Promise<Exclude<R["data"], undefined>> {
  const result = await call;
  if (!result.response.ok) throw problemFrom(result.response, result.error);
  return result.data as Exclude<R["data"], undefined>;
}

// The same for everybody, so they go without a token. What is read may come from NGINX's cache; of a click it must not
// be known whose it is.
const publicCalls: Record<string, RegExp> = {
  GET: /^\/api\/products\/($|categories$|suggest$|top-selling$|[0-9a-f]{24}(\/similar)?$)/,
  POST: /^\/api\/products\/[0-9a-f]{24}\/clicks$/,
};

async function fetchInSession(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (publicCalls[request.method]?.test(path)) return send(request);

  const again = request.clone();
  const token = await accessToken();
  const response = await send(withToken(request, token));
  if (response.status !== 401 || token === null) return response;

  const renewed = await renewAccess(token);
  return renewed === null ? response : send(withToken(again, renewed));
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted || cause instanceof ApiProblem) throw cause;
    throw unreachable(cause);
  }
}
