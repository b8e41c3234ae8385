/** The parts of the guide: the id in the address, and the heading. */
export const guideParts = {
  "sign-in": "Signing in",
  values: "Values",
  problems: "Errors",
  idempotency: "Sending twice",
  paging: "Pages",
  "rate-limits": "Rate limits",
  "live-events": "Live events",
} as const;
