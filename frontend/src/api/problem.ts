export interface FieldProblem {
  /** Dotted path into the request body: `email`, `products.0.quantity`. */
  field: string;
  message: string;
}

interface ProblemContent {
  status: number;
  title: string;
  detail: string;
  type?: string;
  requestId?: string | null;
  errors?: FieldProblem[];
  members?: Record<string, unknown>;
  retryAfter_s?: number | null;
}

/**
 * What the server (or the way to it) said when a call failed. `message` is fit to be shown to the user.
 * `status` 0 means that no answer came at all. `members` are the problem's own ones, such as `available_stock`.
 */
export class ApiProblem extends Error {
  readonly status: number;
  readonly title: string;
  readonly type: string;
  readonly requestId: string | null;
  readonly errors: FieldProblem[];
  readonly members: Record<string, unknown>;
  /** From `Retry-After`: how long to wait before the next try. */
  readonly retryAfter_s: number | null;

  constructor(content: ProblemContent, options?: ErrorOptions) {
    super(content.detail || content.title, options);
    this.name = "ApiProblem";
    this.status = content.status;
    this.title = content.title;
    this.type = content.type ?? "about:blank";
    this.requestId = content.requestId ?? null;
    this.errors = content.errors ?? [];
    this.members = content.members ?? {};
    this.retryAfter_s = content.retryAfter_s ?? null;
  }

  /** True when the same call may well succeed a little later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }

  /** A member of the problem that should be a number, or null. */
  numberMember(name: string): number | null {
    const value = this.members[name];
    return typeof value === "number" ? value : null;
  }
}

/** No answer: the network is down, or the server cannot be reached. */
export function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem(
    {
      status: 0,
      title: "No connection",
      detail: "We could not reach the market. Check your connection, then try again.",
    },
    { cause },
  );
}

/** Reads the body of a failed answer; bodies that are no problem documents still give a usable message. */
export function problemFrom(response: Response, body: unknown): ApiProblem {
  const content = isObject(body) ? body : {};
  const fallback = fallbackText(response.status);
  const {
    type,
    title,
    status: _status,
    detail,
    instance: _instance,
    request_id,
    errors,
    ...members
  } = content;
  return new ApiProblem({
    status: response.status,
    title: textOr(title, fallback.title),
    detail: textOr(detail, typeof title === "string" ? title : fallback.detail),
    type: textOr(type, "about:blank"),
    requestId: textOr(request_id, response.headers.get("X-Request-ID") ?? "") || null,
    errors: Array.isArray(errors) ? errors.filter(isFieldProblem) : [],
    members,
    retryAfter_s: secondsOf(response.headers.get("Retry-After")),
  });
}

/** Reads the problem document that the live connection answered with. */
export function problemOf(document: unknown): ApiProblem {
  const status = isObject(document) && typeof document.status === "number" ? document.status : 500;
  return problemFrom(new Response(null, { status }), document);
}

/** Any thrown thing as a sentence for the user. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiProblem && error.status === 429 && error.retryAfter_s !== null)
    return `${firstSentence(error.message)} Try again in ${inWords(error.retryAfter_s)}.`;
  if (error instanceof ApiProblem) return error.message;
  return "Something went wrong on this page. Try again; if it stays, reload the page.";
}

function secondsOf(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null;
}

function firstSentence(text: string): string {
  return /^.*?[.!](?=\s|$)/.exec(text)?.[0] ?? text;
}

function inWords(seconds: number): string {
  if (seconds < 90) return seconds <= 1 ? "a second" : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isObject(value) && typeof value.field === "string" && typeof value.message === "string";
}

function textOr(value: unknown, fallback: string): string {
  return typeof value === "string" && value !== "" ? value : fallback;
}

function fallbackText(status: number): { title: string; detail: string } {
  if (status === 404) return { title: "Not found", detail: "This is not here, or no longer." };
  if (status === 429)
    return { title: "Too many requests", detail: "That was a little fast. Wait a moment, then try again." };
  if (status >= 500)
    return {
      title: "The market is busy",
      detail: "The market could not answer just now. Wait a moment, then try again.",
    };
  return {
    title: "That did not work",
    detail: "The market refused this. Check what you entered and try again.",
  };
}
