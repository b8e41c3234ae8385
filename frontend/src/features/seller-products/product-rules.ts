import { formatCount } from "@/lib/numbers";
import { type AttributeRow, priceOf } from "./product-values";

// As the server has them (services/catalog/souk_catalog/products/fields.py).
export const limits = {
  name: 200,
  description: 10_000,
  category: 60,
  sku: 100,
  brand: 100,
  price: 1_000_000,
  units: 1_000_000,
  attributes: 100,
  attributeName: 60,
  attributeText: 1_000,
} as const;

type Rule = (text: string) => true | string;

export const nameRule: Rule = (text) => text.trim() !== "" || "Give it a name.";
export const categoryRule: Rule = (text) => text.trim() !== "" || "Say where it belongs, such as Kitchen.";

export const priceRule: Rule = (text) => {
  const price = priceOf(text);
  if (text.trim() === "" || Number.isNaN(price)) return "Enter a price, such as 19.99.";
  if (Math.abs(price * 100 - Math.round(price * 100)) > 1e-6) return "At most two digits after the point.";
  return (price >= 0.01 && price <= limits.price) || "From $0.01 to $1,000,000.";
};

export const unitsRule: Rule = (text) => {
  if (!/^\d+$/.test(text.trim())) return "Enter a whole number, 0 or more.";
  return Number(text) <= limits.units || `At most ${formatCount(limits.units)}.`;
};

export function attributeNameRule(name: string, rows: readonly AttributeRow[]): true | string {
  const plain = name.trim();
  if (plain === "") return "Name it, or remove the line.";
  if (plain.startsWith("$") || plain.includes(".")) return "No $ at the start, and no points.";
  const alike = rows.filter((row) => row.name.trim() === plain);
  return alike.length < 2 || "There is a line of this name already.";
}

export function attributeValueRule({ kind, value }: AttributeRow): true | string {
  if (kind === "number") return (value.trim() !== "" && Number.isFinite(Number(value))) || "Enter a number.";
  return kind === "yesno" || value.trim() !== "" || "Say what it is, or remove the line.";
}
