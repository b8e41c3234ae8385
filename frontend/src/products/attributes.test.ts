import { expect, test } from "vitest";
import { attributeOf, facetAttributeOf } from "./attributes";

test.each([
  ["height_cm", "22", "Height", "22 cm"],
  ["internal_memory", "8", "Internal memory", "8"],
  ["page_yield", "12500", "Page yield", "12500"],
  ["model", "1000", "Model", "1000"],
  ["pack", "1e3", "Pack", "1e3"],
  ["pixel_pitch", "0.3114", "Pixel pitch", "0.3114"],
  ["touchscreen", "true", "Touchscreen", "Yes"],
  ["touchscreen", "false", "Touchscreen", "No"],
  ["printing_colours", "Cyan,Magenta,Yellow", "Printing colours", "Cyan, Magenta, Yellow"],
  ["data_rates", "10,100,1000", "Data rates", "10,100,1000"],
  ["code", "007", "Code", "007"],
])("the facet %s with %j reads %s: %s", (name, text, label, value) => {
  expect(facetAttributeOf(name, text)).toEqual({ label, value });
});

test("a choice reads the same as the product that it leads to", () => {
  const values = [
    22,
    0.5,
    4000,
    0.1 + 0.2,
    1 / 3,
    true,
    false,
    "sea green",
    "1000",
    "0.12345678",
    "1,5",
    "a,b",
  ];
  for (const value of values)
    expect(facetAttributeOf("height_cm", String(value))).toEqual(attributeOf("height_cm", value));
});

test("an empty text is nothing to read", () => {
  expect(attributeOf("note", "  ")).toBeNull();
});
