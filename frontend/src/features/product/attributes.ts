import type { Product } from "@/api/types";

export interface Attribute {
  label: string;
  value: string;
}

/** The attributes as rows to read: `height_cm: 22` -> "Height cm", "22". What cannot be written in a line is left out. */
export function attributesOf(product: Pick<Product, "attributes" | "brand" | "sku">): Attribute[] {
  const own = Object.entries(product.attributes).flatMap(([name, value]) => {
    const text = textOf(value);
    return text === null ? [] : [{ label: labelOf(name), value: text }];
  });
  const common = [
    { label: "Brand", value: product.brand },
    { label: "Article number", value: product.sku },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  return [...common, ...own];
}

function labelOf(name: string): string {
  const words = name.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function textOf(value: unknown): string | null {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "number") return value.toLocaleString("en-US");
  if (typeof value === "string") return value.trim() || null;
  if (!Array.isArray(value)) return null;
  return value.map(textOf).filter(Boolean).join(", ") || null;
}
