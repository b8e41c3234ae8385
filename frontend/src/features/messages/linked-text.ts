export interface TextPart {
  text: string;
  /** Where it leads, for an address of the web; null for everything else. */
  href: string | null;
}

const address = /https?:\/\/[^\s<>"'`]+/gi;
const trailing = /[.,;:!?)\]}]+$/;
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const userInfo = /^https?:[/\\]*[^/?#]*@/i;

/**
 * Splits a text into words and the addresses of the web in it. Only http and https become links, and only those that
 * lead where they seem to: no user before the host, and nothing that is not seen.
 */
export function partsOf(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const { 0: match, index } of text.matchAll(address)) {
    const found = match.replace(trailing, "");
    const href = hrefOf(found);
    if (href === null) continue;
    if (index > done) parts.push({ text: text.slice(done, index), href: null });
    parts.push({ text: found, href });
    done = index + found.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}

function hrefOf(text: string): string | null {
  if (unseen.test(text) || userInfo.test(text)) return null;
  try {
    const { href, protocol, hostname } = new URL(text);
    return (protocol === "https:" || protocol === "http:") && hostname !== "" ? href : null;
  } catch {
    return null;
  }
}
