import { shapeOf } from "./fields";
import { type Json, type JsonObject, listOf, numberOf, objectOf, textOf, textsOf } from "./json";

const deepest = 6;
const sampleId = "65f0000000000000000000b1";

const samples: Record<string, string> = {
  name: "Amber Lantern",
  description: "Blown glass in a brass frame, 30 cm high.",
  category: "Lighting",
  reason: "Counted on the shelf",
  password: "kettle and lantern",
  current_password: "kettle and lantern",
  new_password: "saffron and cedar",
};
const formatted: Record<string, string> = {
  email: "amina@example.com",
  password: "kettle and lantern",
  date: "2026-01-31",
  "date-time": "2026-01-31T09:30:00Z",
};
const amounts: Record<string, number> = { price: 24.5, stock: 12, quantity: 2 };

/**
 * A value that the schema takes: its own example when it has one. Of an object the required fields, else the first
 * one. `name` is the field that it is for.
 */
export function exampleOf(root: JsonObject, schema: JsonObject, name = "", depth = 0): Json {
  const choice = shapeOf(root, schema).choices[0];
  if (choice === undefined || depth > deepest) return null;
  const given = choice.example ?? listOf(choice.examples)[0] ?? choice.const ?? listOf(choice.enum)[0];
  if (given !== undefined) return given;
  const type = textsOf(choice.type)[0] ?? textOf(choice.type) ?? "object";
  if (type === "array") return [exampleOf(root, objectOf(choice.items), name, depth + 1)];
  if (type === "string") return textFor(choice, name);
  if (type === "integer" || type === "number") return amountFor(choice, name);
  if (type === "boolean") return true;
  return Object.fromEntries(
    wanted(choice).map(([field, property]) => [field, exampleOf(root, objectOf(property), field, depth + 1)]),
  );
}

function wanted(choice: JsonObject): [string, JsonObject[string]][] {
  const required = textsOf(choice.required);
  const fields = Object.entries(objectOf(choice.properties));
  return required.length > 0 ? fields.filter(([field]) => required.includes(field)) : fields.slice(0, 1);
}

function textFor(choice: JsonObject, name: string): string {
  if (textOf(choice.pattern)?.includes("{24}")) return sampleId;
  const text = samples[name] ?? formatted[textOf(choice.format) ?? ""] ?? "text";
  return text.padEnd(numberOf(choice.minLength) ?? 0, ".").slice(0, numberOf(choice.maxLength) ?? undefined);
}

function amountFor(choice: JsonObject, name: string): number {
  const least = numberOf(choice.minimum) ?? Number.NEGATIVE_INFINITY;
  const most = numberOf(choice.maximum) ?? Number.POSITIVE_INFINITY;
  return Math.min(most, Math.max(least, amounts[name] ?? 1));
}
