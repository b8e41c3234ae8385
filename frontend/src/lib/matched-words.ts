export interface Part {
  text: string;
  matched: boolean;
}

interface Word {
  plain: string;
  start: number;
  end: number;
}

const words = /[\p{L}\p{N}\p{M}]+/gu;
const shortestPlural = 3;

/**
 * Cuts `text` where its words are among those `wanted`, whatever their case and accents, one of them or several. Each
 * word of a text that is wanted counts by itself; of a list, the words of an entry count only in a row. While somebody
 * is still `typing`, the last word of a text matches the beginnings of words.
 */
export function matchedParts(text: string, wanted: string | readonly string[], typing = false): Part[] {
  const phrases = phrasesOf(wanted);
  const begun = typing ? phrases.at(-1)?.at(-1) : undefined;
  const inText = wordsOf(text);
  const parts: Part[] = [];
  let done = 0;
  for (const [at, word] of inText.entries()) {
    if (word.start < done) continue;
    const end = endOfPhrase(inText.slice(at), phrases) ?? endOfBegun(text, word, begun);
    if (end === null) continue;
    if (word.start > done) parts.push({ text: text.slice(done, word.start), matched: false });
    parts.push({ text: text.slice(word.start, end), matched: true });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), matched: false });
  return parts;
}

function phrasesOf(wanted: string | readonly string[]): string[][] {
  const plain = (text: string) => wordsOf(text).map((word) => word.plain);
  const phrases = typeof wanted === "string" ? plain(wanted).map((word) => [word]) : wanted.map(plain);
  return phrases.filter((phrase) => phrase.length > 0);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(words)].map(({ 0: word, index }) => ({
    plain: folded(word),
    start: index,
    end: index + word.length,
  }));
}

/** Where the longest of the phrases ends with which these words begin; null when they begin with none. */
function endOfPhrase(from: Word[], phrases: string[][]): number | null {
  const here = phrases.filter((phrase) =>
    phrase.every((word, further) => {
      const found = from[further];
      return found !== undefined && isSame(found.plain, word);
    }),
  );
  const longest = Math.max(0, ...here.map((phrase) => phrase.length));
  return from[longest - 1]?.end ?? null;
}

function isSame(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short === long || (short.length >= shortestPlural && [`${short}s`, `${short}es`].includes(long));
}

/** Where what somebody has typed so far of a word ends in it; null when it begins otherwise. */
function endOfBegun(text: string, { plain, start, end }: Word, begun: string | undefined): number | null {
  return begun && plain.startsWith(begun) ? start + lengthOf(text.slice(start, end), begun.length) : null;
}

/** How long the beginning of `word` is that has this length when folded. */
function lengthOf(word: string, foldedLength: number): number {
  let length = 0;
  let counted = 0;
  for (const character of word) {
    const more = folded(character).length;
    if (counted >= foldedLength && more > 0) break;
    counted += more;
    length += character.length;
  }
  return length;
}

function folded(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}
