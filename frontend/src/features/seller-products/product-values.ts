import type { Product, ProductChanges, ProductInput } from "@/api/types";

export type AttributeKind = "text" | "number" | "yesno";

/** A line of the details: its value as it is typed, "yes" or "no" for a `yesno`. */
export interface AttributeRow {
  name: string;
  kind: AttributeKind;
  value: string;
}

/** The form's fields, as they are typed; named like those of the API. */
export interface ProductValues {
  name: string;
  description: string;
  price: string;
  /** Only of a new product. */
  stock: string;
  category: string;
  sku: string;
  brand: string;
  low_stock_threshold: string;
  attributes: AttributeRow[];
}

type Attributes = Product["attributes"];
type Said = Required<Omit<ProductInput, "stock" | "images">>;

const usualThreshold = 5;

export function valuesOf(product: Product | null): ProductValues {
  return {
    name: product?.name ?? "",
    description: product?.description ?? "",
    price: product ? product.price.toFixed(2) : "",
    stock: "",
    category: product?.category ?? "",
    sku: product?.sku ?? "",
    brand: product?.brand ?? "",
    low_stock_threshold: String(product?.low_stock_threshold ?? usualThreshold),
    attributes: Object.entries(product?.attributes ?? {}).map(([name, value]) => rowOf(name, value)),
  };
}

/** What a form without errors says, ready to be sent. */
export function inputOf(values: ProductValues): ProductInput {
  return { ...saidBy(values), stock: Number(values.stock) };
}

/** What the form says otherwise than the product does; null when it says the same. */
export function changesOf(values: ProductValues, product: Product): ProductChanges | null {
  const said = saidBy(values);
  const names = (Object.keys(said) as (keyof Said)[]).filter((name) => !isSame(said[name], product[name]));
  return names.length === 0 ? null : Object.fromEntries(names.map((name) => [name, said[name]]));
}

export function attributesOf(rows: readonly AttributeRow[]): Attributes {
  return Object.fromEntries(rows.map(({ name, kind, value }) => [name.trim(), typedValue(kind, value)]));
}

function saidBy(values: ProductValues): Said {
  return {
    name: values.name.trim(),
    description: values.description.trim(),
    price: priceOf(values.price),
    category: values.category.trim(),
    sku: values.sku.trim() || null,
    brand: values.brand.trim() || null,
    low_stock_threshold: Number(values.low_stock_threshold),
    attributes: attributesOf(values.attributes),
  };
}

/** "1,299.5" and "1299,50" are prices too. */
export function priceOf(text: string): number {
  const plain = text.trim().replace(/^\$\s*/, "");
  return Number(/,\d{1,2}$/.test(plain) ? plain.replace(",", ".") : plain.replaceAll(",", ""));
}

function rowOf(name: string, value: Attributes[string]): AttributeRow {
  if (typeof value === "boolean") return { name, kind: "yesno", value: value ? "yes" : "no" };
  if (typeof value === "number") return { name, kind: "number", value: String(value) };
  return { name, kind: "text", value };
}

function typedValue(kind: AttributeKind, value: string): Attributes[string] {
  if (kind === "yesno") return value === "yes";
  return kind === "number" ? Number(value) : value.trim();
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
