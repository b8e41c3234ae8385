import type { Product } from "@/api/types";
import { type Attribute, attributeOf } from "@/products/attributes";

/** The attributes as rows to read, those that all products have first. Empty ones are left out. */
export function attributesOf(product: Pick<Product, "attributes" | "brand" | "sku">): Attribute[] {
  const own = Object.entries(product.attributes).flatMap(([name, value]) => attributeOf(name, value) ?? []);
  const common = [
    { label: "Brand", value: product.brand },
    { label: "Article number", value: product.sku },
  ].flatMap(({ label, value }) => (value ? [{ label, value }] : []));
  return [...common, ...own];
}
