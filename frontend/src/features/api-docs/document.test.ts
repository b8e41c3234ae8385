import { expect, test } from "vitest";
import { curlOf } from "./curl";
import { readDocument } from "./document";
import { exampleOf } from "./example";
import { fieldOf, fieldsOf } from "./fields";
import { filtered } from "./filter";
import { fixture } from "./fixture";
import type { JsonObject } from "./json";

const shop = "http://souk.test";
const api = readDocument(fixture);
const operation = (id: string) => {
  const found = api.groups.flatMap(({ operations }) => operations).find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no operation ${id}`);
  return found;
};
const described = (schema: JsonObject) => {
  const { type, limits } = fieldOf(fixture, "field", schema, true);
  return [type, ...limits];
};

test("what is no OpenAPI document is refused", () => {
  expect(() => readDocument({ paths: null })).toThrow("This is not an OpenAPI document");
});

test("a docstring's Raises becomes refusals and leaves the description", () => {
  expect(operation("restockProduct")).toMatchObject({
    title: "Restock product",
    description: "More of `stock`.",
    refusals: [
      { name: "Not found", reason: "it is not yours." },
      { name: "Conflict", reason: "it is off sale." },
    ],
  });
});

test("types and limits read as phrases", () => {
  expect(described({ type: "string", pattern: "^[0-9a-f]{24}$" })).toEqual(["id", "24 hex characters"]);
  expect(described({ type: "integer", minimum: 1, maximum: 1000000, default: 20 })).toEqual([
    "integer",
    "1 to 1,000,000",
    "default 20",
  ]);
  expect(described({ anyOf: [{ type: "number", multipleOf: 0.01 }, { type: "null" }] })).toEqual([
    "number | null",
    "at most 2 decimals",
  ]);
  expect(described({ type: "array", maxItems: 1, items: { type: "string", maxLength: 60 } })).toEqual([
    "string[]",
    "at most 1 entry",
    "each at most 60 characters",
  ]);
  expect(described({ type: "string", const: "pickup" })).toEqual(["string", "always pickup"]);
  expect(described({ type: "string", format: "date-time" })).toEqual(["date-time"]);
});

test("the parts of allOf are one object", () => {
  const fields = fieldsOf(fixture, {
    allOf: [{ $ref: "#/components/schemas/Line" }, { properties: { note: { type: "string" } } }],
  });
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ["product_id", true],
    ["quantity", true],
    ["price", false],
    ["note", false],
  ]);
});

test("a schema that holds itself comes to an end", () => {
  const category = { $ref: "#/components/schemas/Category" };
  expect(fieldsOf(fixture, category).map(({ name, fields }) => [name, fields])).toEqual([
    ["name", []],
    ["within", []],
  ]);
  expect(exampleOf(fixture, category)).toEqual({ name: "Amber Lantern" });
});

test("an example keeps to the schema's bounds", () => {
  expect(exampleOf(fixture, { type: "integer", minimum: 5 }, "quantity")).toBe(5);
  expect(exampleOf(fixture, { type: "string", minLength: 6 })).toBe("text..");
  expect(exampleOf(fixture, { type: "string", maxLength: 5 }, "name")).toBe("Amber");
  expect(exampleOf(fixture, { type: "string", examples: ["mine"] }, "name")).toBe("mine");
});

test("a curl example has address, token, key and body", () => {
  expect(curlOf(api, operation("listProducts"), shop)).toBe('curl "http://souk.test/api/products/"');
  expect(curlOf(api, operation("restockProduct"), shop)).toBe(
    [
      'curl -X POST "http://souk.test/api/products/65f0000000000000000000b1/restock"',
      '-H "Authorization: Bearer $TOKEN"',
    ].join(" \\\n  "),
  );
  const [, sent = ""] = curlOf(api, operation("placeOrder"), shop).split("-d ");
  expect(curlOf(api, operation("placeOrder"), shop)).toContain('-H "Idempotency-Key: placeOrder-1"');
  expect(JSON.parse(sent.slice(1, -1))).toEqual({
    products: [{ product_id: "65f0000000000000000000b1", quantity: 2 }],
  });
});

test("a filter asks for every word and drops empty groups", () => {
  const ids = (text: string) =>
    filtered(api.groups, text).map(({ operations }) => operations.map(({ id }) => id));
  expect(ids("POST seller")).toEqual([["restockProduct"]]);
  expect(ids("limit")).toEqual([["listProducts"]]);
  expect(ids("nothing of this")).toEqual([]);
});
