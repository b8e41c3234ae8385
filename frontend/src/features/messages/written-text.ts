export const charactersAtMost = 4_000;

/** What is sent of what was typed: without the blanks around it and without characters that are no text. */
export function writtenText(typed: string): string {
  return typed
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])[\p{Cc}\p{Cs}]/gu, "")
    .trim();
}

/** As the server counts them: an emoji is one. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
