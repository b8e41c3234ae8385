import type { ProductQuery, ProductSort } from "@/api/types";
import { isChoice, nameOf } from "./attribute-choices";

export const pageSize = 24;
/** The API lists no further than 10,000 products. */
export const lastPage = Math.floor(10_000 / pageSize);
const wordsAtMost = 200;
const choicesAtMost = 20;
const namesAtMost = 8;
const sellerIdPattern = /^[0-9a-f]{24}$/;

/** What the catalog's URL says. Empty lists, empty text and null mean "any". */
export interface Filters {
  search: string;
  /** The text is searched as it was typed, without a correction. */
  verbatim: boolean;
  categories: string[];
  brands: string[];
  /** `name:value` each; of one name any value will do. */
  attributes: string[];
  minPrice: number | null;
  maxPrice: number | null;
  inStock: boolean;
  sellerId: string;
  /** Null: the best match when searching, else the newest. */
  sort: ProductSort | null;
  page: number;
}

export const sortLabels: Record<ProductSort, string> = {
  relevance: "Best match",
  newest: "Newest",
  price_asc: "Price: low to high",
  price_desc: "Price: high to low",
  name: "Name",
};

/** Reads the URL; whatever makes no sense there counts as not given. */
export function parseFilters(params: URLSearchParams): Filters {
  const sort = params.get("sort") as ProductSort | null;
  const search = (params.get("search") ?? "").trim().slice(0, wordsAtMost);
  return {
    search,
    verbatim: search !== "" && params.get("verbatim") === "true",
    categories: distinct(params.getAll("category")),
    brands: distinct(params.getAll("brand")),
    attributes: ofNames(distinct(params.getAll("attribute").filter(isChoice)), 0, namesAtMost),
    minPrice: parsePrice(params.get("min_price")),
    maxPrice: parsePrice(params.get("max_price")),
    inStock: params.get("in_stock") === "true",
    sellerId: sellerIdPattern.exec(params.get("seller_id") ?? "")?.[0] ?? "",
    sort: sort !== null && Object.hasOwn(sortLabels, sort) ? sort : null,
    page: parsePage(params.get("page")),
  };
}

/** The opposite of `parseFilters`; only what differs from "any" is written, so equal filters have one URL. */
export function toParams(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.search) params.set("search", filters.search);
  if (filters.verbatim) params.set("verbatim", "true");
  for (const category of filters.categories) params.append("category", category);
  for (const brand of filters.brands) params.append("brand", brand);
  for (const attribute of filters.attributes) params.append("attribute", attribute);
  if (filters.minPrice !== null) params.set("min_price", String(filters.minPrice));
  if (filters.maxPrice !== null) params.set("max_price", String(filters.maxPrice));
  if (filters.inStock) params.set("in_stock", "true");
  if (filters.sellerId) params.set("seller_id", filters.sellerId);
  if (filters.sort !== null) params.set("sort", filters.sort);
  if (filters.page > 1) params.set("page", String(filters.page));
  return params;
}

/** The list's address. */
export function hrefOf(filters: Filters): string {
  const query = toParams(filters).toString();
  return query === "" ? "/products" : `/products?${query}`;
}

export function sortOf(filters: Filters): ProductSort {
  if (filters.sort === "relevance" && !filters.search) return "newest";
  return filters.sort ?? (filters.search ? "relevance" : "newest");
}

export function toQuery(filters: Filters): ProductQuery {
  return {
    sort: sortOf(filters),
    page: filters.page,
    limit: pageSize,
    facets: true,
    ...(filters.search && { search: filters.search }),
    ...(filters.verbatim && { verbatim: true }),
    ...(filters.categories.length > 0 && { category: filters.categories }),
    ...(filters.brands.length > 0 && { brand: filters.brands }),
    ...(filters.attributes.length > 0 && { attribute: filters.attributes }),
    ...(filters.minPrice !== null && { min_price: filters.minPrice }),
    ...(filters.maxPrice !== null && { max_price: filters.maxPrice }),
    ...(filters.inStock && { in_stock: true }),
    ...(filters.sellerId && { seller_id: filters.sellerId }),
  };
}

/** What "clear all" leaves: the words one searches for, and the order. */
export function withoutFilters({ search, verbatim, sort }: Filters): Filters {
  return { ...parseFilters(new URLSearchParams()), search, verbatim, sort };
}

export function countFilters(filters: Filters): number {
  const priced = filters.minPrice !== null || filters.maxPrice !== null;
  const flags = [priced, filters.inStock, filters.sellerId !== ""].filter(Boolean).length;
  return filters.categories.length + filters.brands.length + filters.attributes.length + flags;
}

/** Adds the value, or takes it out when it is there. Where there are too many, the first one goes. */
export function toggled(values: string[], value: string): string[] {
  if (values.includes(value)) return values.filter((other) => other !== value);
  return [...values, value].slice(-choicesAtMost);
}

/** As `toggled`, for attributes: one name too many takes the place of the first one. */
export function toggledAttribute(choices: string[], choice: string): string[] {
  return ofNames(toggled(choices, choice), -namesAtMost);
}

/** "12.5" -> 12.5; null for nothing, nonsense and negative amounts. */
export function parsePrice(text: string | null): number | null {
  if (text === null || !/^\d{1,9}(\.\d{1,2})?$/.test(text.trim())) return null;
  return Number(text);
}

function parsePage(text: string | null): number {
  if (text === null || !/^\d{1,5}$/.test(text)) return 1;
  return Math.min(Math.max(Number(text), 1), lastPage);
}

/** The choices of some of their names: from one to another, as of `slice`. */
function ofNames(choices: string[], from: number, to?: number): string[] {
  const names = [...new Set(choices.map(nameOf))].slice(from, to);
  return choices.filter((choice) => names.includes(nameOf(choice)));
}

function distinct(values: string[]): string[] {
  return [...new Set(values.filter(Boolean))].slice(0, choicesAtMost);
}
