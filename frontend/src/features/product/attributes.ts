import type { Product } from "@/api/types";

export interface Attribute {
  label: string;
  value: string;
}

/** The attributes as rows to read: `height_cm: 22` -> "Height", "22 cm". Empty ones are left out. */
export function attributesOf(product: Pick<Product, "attributes" | "brand" | "sku">): Attribute[] {
  const own = Object.entries(product.attributes).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === null ? [] : [withUnit(name, text)];
  });
  const common = [
    { label: "Brand", value: product.brand },
    { label: "Article number", value: product.sku },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  return [...common, ...own];
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

function textOf(value: Product["attributes"][string]): string | null {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en-US");
  return value.trim() || null;
}
