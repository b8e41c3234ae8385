const drafts = new Map<string, string>();

/** What somebody began to write to somebody, while the page is open. */
export function keptDraft(me: string, to: string): string {
  return drafts.get(`${me}:${to}`) ?? "";
}

export function keepDraft(me: string, to: string, text: string): void {
  if (text === "") drafts.delete(`${me}:${to}`);
  else drafts.set(`${me}:${to}`, text);
}
