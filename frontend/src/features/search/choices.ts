import type { Suggestions } from "@/api/types";

/** Something in the panel below the search box. It is known by where it leads. */
export type Choice = { to: string; label: string } & (
  | { kind: "product"; product: Suggestions["products"][number] }
  | { kind: "category" | "brand"; count: number }
  | { kind: "text" | "recent" | "search" }
);

export interface Group {
  title: string;
  choices: Choice[];
}

/** So many that all of them are in sight. */
const atMost = { texts: 3, products: 5, categories: 2, brands: 2 };

/** What is suggested, in the order in which it is shown; a group without anything is left out. */
export function suggestedGroups({ texts, products, categories, brands }: Suggestions): Group[] {
  const groups: Group[] = [
    { title: "Searches", choices: texts.slice(0, atMost.texts).map((text) => textChoice("text", text)) },
    { title: "Products", choices: products.slice(0, atMost.products).map(productChoice) },
    {
      title: "Categories",
      choices: categories.slice(0, atMost.categories).map((value) => valueChoice("category", value)),
    },
    { title: "Brands", choices: brands.slice(0, atMost.brands).map((value) => valueChoice("brand", value)) },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

/**
 * The words that stand out in what is suggested: what is typed, its last word perhaps only begun, or where that is
 * misspelt what it was taken for.
 */
export function wordsMeant(typed: string, [text]: readonly string[]): string {
  if (!text) return typed;
  const begun = typed.toLowerCase().split(/\s+/).at(-1) ?? "";
  const last = text.split(" ").at(-1) ?? "";
  return last.startsWith(begun) ? text.slice(0, -last.length) + begun : text;
}

/** A search: one that is suggested, a recent one, or that of what is typed. */
export function textChoice(kind: "text" | "recent" | "search", text: string): Choice {
  return { kind, label: text, to: listOf({ search: text }) };
}

/** The list's address with only these filters. */
export function listOf(filters: Record<string, string>): string {
  const query = new URLSearchParams(filters).toString();
  return query === "" ? "/products" : `/products?${query}`;
}

/**
 * Where a key leads from the choice at `index` (-1: in the text itself) among `count`; null: the key is the text's.
 * Up and down go round by way of the text.
 */
export function moved(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowDown") return index + 1 < count ? index + 1 : -1;
  if (key === "ArrowUp") return index < 0 ? count - 1 : index - 1;
  if (index < 0) return null;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

function productChoice(product: Suggestions["products"][number]): Choice {
  return { kind: "product", label: product.name, to: `/products/${product.id}`, product };
}

function valueChoice(kind: "category" | "brand", { value, count }: Suggestions["brands"][number]): Choice {
  return { kind, label: value, count, to: listOf({ [kind]: value }) };
}
