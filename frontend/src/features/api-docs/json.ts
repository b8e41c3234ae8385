export type Json = null | boolean | number | string | Json[] | JsonObject;

export interface JsonObject {
  [key: string]: Json | undefined;
}

type Maybe = Json | undefined;

export function isObject(value: Maybe): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What stands there, or something empty of the kind that was expected. */
export const objectOf = (value: Maybe): JsonObject => (isObject(value) ? value : {});
export const listOf = (value: Maybe): Json[] => (Array.isArray(value) ? value : []);
export const textsOf = (value: Maybe): string[] => listOf(value).filter((item) => typeof item === "string");

/** What stands there, or null when it is of another kind. */
export const textOf = (value: Maybe): string | null => (typeof value === "string" ? value : null);
export const numberOf = (value: Maybe): number | null => (typeof value === "number" ? value : null);

/** The object itself, or the one in `root` that its `$ref` points to. */
export function resolved(root: JsonObject, node: JsonObject): JsonObject {
  const ref = textOf(node.$ref);
  if (ref === null) return node;
  const keys = ref.replace(/^#\//, "").split("/");
  return keys.reduce((place, key) => objectOf(place[key.replaceAll("~1", "/").replaceAll("~0", "~")]), root);
}
