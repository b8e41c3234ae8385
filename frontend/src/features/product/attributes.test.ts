import { expect, test } from "vitest";
import { attributesOf } from "./attributes";

test("attributes read like a label: units beside the values, words for yes and no", () => {
  const attributes = { height_cm: 22, induction: false, colour: "sea green", note: " ", code_xy: 4000 };
  expect(attributesOf({ attributes, brand: "Ember", sku: null })).toEqual([
    { label: "Brand", value: "Ember" },
    { label: "Height", value: "22 cm" },
    { label: "Induction", value: "No" },
    { label: "Colour", value: "sea green" },
    { label: "Code xy", value: "4000" },
  ]);
});
