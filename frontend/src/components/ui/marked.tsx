import { matchedParts } from "@/lib/matched-words";

interface MarkedProps {
  text: string;
  /** What is searched for: each word of a text, or words and phrases in a list. */
  words: string | readonly string[];
  /** The last word is still being typed. */
  typing?: boolean;
  className: string;
}

/** A text in which the words that were searched for stand out. */
export function Marked({ text, words, typing, className }: MarkedProps) {
  return matchedParts(text, words, typing).map((part, place) =>
    part.matched ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are known by their place.
      <mark key={place} className={className}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
