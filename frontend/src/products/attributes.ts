import type { Product } from "@/api/types";

export interface Attribute {
  label: string;
  value: string;
}

/** An attribute to be read: `height_cm`, 22 -> "Height", "22 cm". Null when there is nothing to read. */
export function attributeOf(name: string, value: Product["attributes"][string]): Attribute | null {
  const text = textOf(value);
  return text === null ? null : withUnit(name, text);
}

/** A value of a facet, which is a text whatever it was in the product, and reads the same as there. */
export function facetAttributeOf(name: string, value: string): Attribute {
  const isTruth = value === "true" || value === "false";
  return attributeOf(name, isTruth ? value === "true" : value) ?? withUnit(name, value);
}

const units: Record<string, string> = {
  ml: "ml",
  l: "l",
  mm: "mm",
  cm: "cm",
  m: "m",
  g: "g",
  kg: "kg",
  w: "W",
  v: "V",
};

/** A name that ends in a unit lends it to the value: `height_cm`, "22" -> "Height", "22 cm". */
function withUnit(name: string, value: string): Attribute {
  const [, stem, suffix] = /^(.+)_([a-z]{1,2})$/.exec(name) ?? [];
  const unit = suffix === undefined ? undefined : units[suffix];
  if (stem === undefined || unit === undefined) return { label: labelOf(name), value };
  return { label: labelOf(stem), value: `${value} ${unit}` };
}

function labelOf(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Without commas: a number reads as a text with its digits does, whichever of both a product has. A year has none anyway. */
const numbers = new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 20 });

/** Imported lists have no blank after their commas, and would not break into lines. */
const tightComma = /(?<!\d),(?=\S)|,(?=[^\s\d])/g;

function textOf(value: Product["attributes"][string]): string | null {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return numbers.format(value);
  return value.trim().replace(tightComma, ", ") || null;
}
