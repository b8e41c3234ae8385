import { afterEach, beforeEach, vi } from "vitest";

export interface Sent {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = (sent: Sent) => Response | Promise<Response>;

export interface FakeShop {
  /** `on("POST /api/orders/", (sent) => json(201, order))`; the newest one for a call counts. */
  on: (call: string, answer: Answer) => void;
  /** What was sent to a call, oldest first. */
  sent: (call: string) => Sent[];
}

/** In place of `fetch`, for each test of the file anew. A call that nobody answers fails like a lost connection. */
export function fakeShop(): FakeShop {
  const answers = new Map<string, Answer>();
  const log: Sent[] = [];
  beforeEach(() => {
    answers.clear();
    log.length = 0;
    vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
      const request =
        input instanceof Request ? input : new Request(new URL(String(input), location.origin), init);
      const sent = await read(request);
      log.push(sent);
      const answer = answers.get(`${sent.method} ${sent.path}`);
      if (!answer) throw new TypeError(`nobody answers ${sent.method} ${sent.path}`);
      return answer(sent);
    });
  });
  afterEach(() => vi.unstubAllGlobals());
  return {
    on: (call, answer) => answers.set(call, answer),
    sent: (call) => log.filter(({ method, path }) => `${method} ${path}` === call),
  };
}

export function json(status: number, body: unknown, headers?: Record<string, string>): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/json", ...headers },
  });
}

export function problem(
  status: number,
  detail: string,
  members: Record<string, unknown> = {},
  headers?: Record<string, string>,
): Response {
  const body = { type: "about:blank", title: "Problem", status, detail, instance: "/", request_id: "r1" };
  return json(status, { ...body, ...members }, headers);
}

/** What happens when the answer gets lost. */
export function lost(): never {
  throw new TypeError("Failed to fetch");
}

async function read(request: Request): Promise<Sent> {
  const { pathname, searchParams } = new URL(request.url);
  const text = await request.clone().text();
  return {
    method: request.method,
    path: pathname,
    query: searchParams,
    headers: request.headers,
    body: bodyOf(text, request.headers.get("Content-Type") ?? ""),
  };
}

function bodyOf(text: string, type: string): unknown {
  if (text === "") return null;
  return type.includes("csv") || type.includes("ndjson") || type.includes("gzip") ? text : JSON.parse(text);
}
