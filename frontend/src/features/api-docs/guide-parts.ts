/** The parts of the guide: the id in the address, and the heading. */
export const guideParts = {
  "sign-in": "Signing in",
  values: "Values",
  problems: "Errors",
  idempotency: "Sending twice",
  paging: "Pages",
  search: "Searching",
  "rate-limits": "Rate limits",
  "live-events": "Live events",
  people: "Writing to people",
} as const;

/** What the statuses of problems mean. */
export const statuses = {
  400: "The request cannot be read.",
  401: "No access token, or one that does not hold.",
  403: "Signed in, but in a role that may not do this.",
  404: "Not there, or not yours.",
  409: "The state of things does not allow it, such as too little stock.",
  413: "The body is too large.",
  422: "One or more fields do not hold.",
  429: "Too fast: wait as long as Retry-After says.",
  503: "Not possible just now: try again after Retry-After.",
} as const;
