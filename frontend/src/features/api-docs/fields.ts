import { isObject, type JsonObject, listOf, numberOf, objectOf, resolved, textOf, textsOf } from "./json";

export interface Field {
  name: string;
  /** `string`, `id`, `object[]`, `number | null`. */
  type: string;
  required: boolean;
  /** Each a short phrase: `1 to 100`, `default 20`. */
  limits: string[];
  description: string | null;
  /** Of the object, or of each object of the list. */
  fields: Field[];
}

interface Shape {
  /** The alternatives, resolved; `null` is not among them. */
  choices: JsonObject[];
  nullable: boolean;
  /** The `$ref`s on the way. */
  refs: string[];
}

const idPattern = "^[0-9a-f]{24}$";

/** What a schema may be: its references followed, its alternatives side by side. */
export function shapeOf(root: JsonObject, schema: JsonObject): Shape {
  const ref = textOf(schema.$ref);
  const refs = ref === null ? [] : [ref];
  const own = joined(root, resolved(root, schema));
  const among = [...listOf(own.anyOf), ...listOf(own.oneOf)].map((item) => shapeOf(root, objectOf(item)));
  if (among.length === 0) {
    const isNull = own.type === "null";
    return { choices: isNull ? [] : [own], nullable: isNull || textsOf(own.type).includes("null"), refs };
  }
  return {
    choices: among.flatMap(({ choices }) => choices),
    nullable: among.some(({ nullable }) => nullable),
    refs: [...refs, ...among.flatMap((shape) => shape.refs)],
  };
}

/** A schema with the parts of its `allOf` in one. */
function joined(root: JsonObject, schema: JsonObject): JsonObject {
  const all = listOf(schema.allOf).map((part) => joined(root, resolved(root, objectOf(part))));
  if (all.length === 0) return schema;
  const parts = [...all, schema];
  return {
    ...Object.fromEntries(parts.flatMap((part) => Object.entries(part))),
    properties: Object.fromEntries(parts.flatMap((part) => Object.entries(objectOf(part.properties)))),
    required: parts.flatMap((part) => textsOf(part.required)),
  };
}

/** The fields of an object, or of each object of a list; none for anything else, and none of itself within itself. */
export function fieldsOf(root: JsonObject, schema: JsonObject, within: readonly string[] = []): Field[] {
  const { choices, refs } = shapeOf(root, schema);
  if (refs.some((ref) => within.includes(ref))) return [];
  const inside = [...within, ...refs];
  return choices.flatMap((choice) => {
    if (choice.type === "array") return fieldsOf(root, objectOf(choice.items), inside);
    const required = textsOf(choice.required);
    return Object.entries(objectOf(choice.properties)).map(([name, property]) =>
      fieldOf(root, name, objectOf(property), required.includes(name), inside),
    );
  });
}

/** `fieldsOf` for one named value, such as a parameter. */
export function fieldOf(
  root: JsonObject,
  name: string,
  schema: JsonObject,
  required: boolean,
  within: readonly string[] = [],
): Field {
  return {
    name,
    type: typeOf(root, schema),
    required,
    limits: limitsOf(root, schema),
    description: textOf(schema.description),
    fields: fieldsOf(root, schema, within),
  };
}

export function typeOf(root: JsonObject, schema: JsonObject): string {
  const { choices, nullable } = shapeOf(root, schema);
  const names = [...new Set(choices.map((choice) => typeOfChoice(root, choice)))];
  if (nullable) names.push("null");
  return names.join(" | ") || "anything";
}

function typeOfChoice(root: JsonObject, choice: JsonObject): string {
  if (choice.type === "array") {
    const each = typeOf(root, objectOf(choice.items));
    return each.includes(" ") ? `(${each})[]` : `${each}[]`;
  }
  if (choice.pattern === idPattern) return "id";
  if (choice.format === "binary") return "file";
  const named = textOf(choice.format);
  if (choice.type === "string" && named !== null) return named;
  if (isObject(choice.additionalProperties)) return `map of ${typeOf(root, choice.additionalProperties)}`;
  const several = textsOf(choice.type).filter((name) => name !== "null");
  if (several.length > 0) return several.join(" | ");
  return textOf(choice.type) ?? (choice.const === undefined ? "object" : typeof choice.const);
}

export function limitsOf(root: JsonObject, schema: JsonObject): string[] {
  const { choices } = shapeOf(root, schema);
  const limits = choices.flatMap((choice) => limitsOfChoice(root, choice));
  const usual = schema.default;
  const isTold = usual !== undefined && usual !== null && typeof usual !== "object";
  return [...new Set(isTold ? [...limits, `default ${usual}`] : limits)];
}

function limitsOfChoice(root: JsonObject, choice: JsonObject): string[] {
  const { pattern, multipleOf } = choice;
  const above = numberOf(choice.exclusiveMinimum);
  const below = numberOf(choice.exclusiveMaximum);
  return [
    choice.const !== undefined && `always ${String(choice.const)}`,
    choice.enum !== undefined && `one of ${listOf(choice.enum).join(", ")}`,
    pattern === idPattern && "24 hex characters",
    typeof pattern === "string" && pattern !== idPattern && `matches ${pattern}`,
    range(choice.minimum, choice.maximum),
    above !== null && `above ${amount(above)}`,
    below !== null && `below ${amount(below)}`,
    multipleOf === 0.01 && "at most 2 decimals",
    typeof multipleOf === "number" && multipleOf !== 0.01 && `a multiple of ${multipleOf}`,
    range(choice.minLength, choice.maxLength, "character"),
    range(choice.minItems, choice.maxItems, "entry", "entries"),
    range(choice.minProperties, choice.maxProperties, "key"),
    ...limitsOfEach(root, "each", choice.items),
    ...limitsOfEach(root, "each key", choice.propertyNames),
    ...limitsOfEach(root, "each value", choice.additionalProperties),
  ].filter((limit) => limit !== false);
}

function limitsOfEach(root: JsonObject, what: string, schema: JsonObject[string]): string[] {
  return isObject(schema) ? limitsOf(root, schema).map((limit) => `${what} ${limit}`) : [];
}

function range(
  low: JsonObject[string],
  high: JsonObject[string],
  unit = "",
  units = `${unit}s`,
): string | false {
  const least = numberOf(low);
  const most = numberOf(high);
  const said = (text: string, last: number) => (unit === "" ? text : `${text} ${last === 1 ? unit : units}`);
  if (least !== null && most !== null)
    return said(least === most ? `exactly ${amount(least)}` : `${amount(least)} to ${amount(most)}`, most);
  if (least !== null) return said(`at least ${amount(least)}`, least);
  if (most !== null) return said(`at most ${amount(most)}`, most);
  return false;
}

function amount(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 6 });
}
