import { ApiProblem, messageOf } from "@/api/problem";

/** As many as the shop takes in one group, and as long. */
export const wordsAtMost = 30;
export const charactersAtMost = 100;
export const wordsAtLeast = 2;

/** The words with those of a text, which commas and line breaks part. One that is there already is not added again. */
export function withWords(words: readonly string[], text: string): string[] {
  const known = new Set(words.map((word) => word.toLowerCase()));
  const added = text
    .split(/[,\n]/)
    .map((word) => word.trim().replace(/\s+/g, " "))
    .filter((word) => {
      const isNew = word !== "" && !known.has(word.toLowerCase());
      known.add(word.toLowerCase());
      return isNew;
    });
  return [...words, ...added];
}

/** What went wrong with a form that has one field. */
export interface Problems {
  /** Of the field itself, where it is shown. */
  field?: string;
  other?: string;
}

/** The fields in which groups are sent: one group to be kept, or several to be tried. */
export const ofWords = /^(words|add)\b/;

/** What the shop says of the field, which it may call by whatever `names` match, and what it says otherwise. */
export function problemsOf(error: unknown, names: RegExp): Problems {
  const isOfField = error instanceof ApiProblem && error.errors.some(({ field }) => names.test(field));
  return isOfField ? { field: problemText(error) } : { other: problemText(error) };
}

/** What went wrong, as a sentence: what the shop says of single fields is said without their names. */
export function problemText(error: unknown): string {
  const ofFields = error instanceof ApiProblem ? error.errors : [];
  return ofFields.map(({ message }) => asSentence(message)).join(" ") || messageOf(error);
}

/** What the shop says of words, as a sentence: "a group has two words" -> "A group has two words." */
export function asSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
