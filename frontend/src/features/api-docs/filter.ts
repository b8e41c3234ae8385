import type { Group, Operation } from "./document";

/** The operations that hold every word of `text`, in their groups; groups without any are left out. */
export function filtered(groups: Group[], text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter((operation) => {
        const found = wordsOf(operation);
        return words.every((word) => found.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}

export function countOf(groups: Group[]): number {
  return groups.reduce((count, { operations }) => count + operations.length, 0);
}

function wordsOf({ id, title, method, path, tag, description, roles, parameters }: Operation): string {
  const names = parameters.map(({ name }) => name);
  return [id, title, method, path, tag, description, ...roles, ...names].join(" ").toLowerCase();
}
