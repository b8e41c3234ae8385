import type { Facets } from "@/api/types";
import { facetAttributeOf } from "@/products/attributes";

/**
 * What the API takes of a choice: `name:value` in one line, with a value that may have colons of its own. It counts
 * characters, not the halves of which JavaScript makes some of them.
 */
const pattern = /^[^:\p{Cc}\p{Cs}\u2028\u2029]{1,60}:[^\p{Cc}\p{Cs}\u2028\u2029]{1,40}$/u;

/** The values of one attribute that a list can be narrowed to. */
export interface AttributeGroup {
  name: string;
  label: string;
  values: Facets["brands"];
  /** Those that are ticked, also where no product has them any more. */
  selected: string[];
}

export function isChoice(text: string): boolean {
  return pattern.test(text);
}

export function choiceOf(name: string, value: string): string {
  return `${name}:${value}`;
}

/** "internal_memory:8" -> "Internal memory: 8" */
export function choiceLabel(choice: string): string {
  const { label, value } = facetAttributeOf(...partsOf(choice));
  return `${label}: ${value}`;
}

/** The groups to choose from. One with a tick stays, even while its values are not known. */
export function attributeGroups(facets: Facets["attributes"], choices: readonly string[]): AttributeGroup[] {
  const chosen = choices.map(partsOf);
  const unlisted = chosen
    .map(([name]) => name)
    .filter((name) => !facets.some((facet) => facet.name === name));
  const all = [...facets, ...[...new Set(unlisted)].map((name) => ({ name, values: [] }))];
  return all.map(({ name, values }) => ({
    name,
    label: facetAttributeOf(name, values[0]?.value ?? "").label,
    values,
    selected: chosen.filter(([other]) => other === name).map(([, value]) => value),
  }));
}

/** The attribute of a choice. */
export function nameOf(choice: string): string {
  return partsOf(choice)[0];
}

function partsOf(choice: string): [name: string, value: string] {
  const at = choice.indexOf(":");
  return [choice.slice(0, at), choice.slice(at + 1)];
}
