import type { ProductQuery, ProductSort } from "@/api/types";

export const pageSize = 24;
/** The API lists no further than 10,000 products. */
export const lastPage = Math.floor(10_000 / pageSize);
const wordsAtMost = 200;
const choicesAtMost = 20;
const sellerIdPattern = /^[0-9a-f]{24}$/;

/** What the catalog's URL says. Empty lists, empty text and null mean "any". */
export interface Filters {
  search: string;
  categories: string[];
  brands: string[];
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
  return {
    search: (params.get("search") ?? "").trim().slice(0, wordsAtMost),
    categories: distinct(params.getAll("category")),
    brands: distinct(params.getAll("brand")),
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
  for (const category of filters.categories) params.append("category", category);
  for (const brand of filters.brands) params.append("brand", brand);
  if (filters.minPrice !== null) params.set("min_price", String(filters.minPrice));
  if (filters.maxPrice !== null) params.set("max_price", String(filters.maxPrice));
  if (filters.inStock) params.set("in_stock", "true");
  if (filters.sellerId) params.set("seller_id", filters.sellerId);
  if (filters.sort !== null) params.set("sort", filters.sort);
  if (filters.page > 1) params.set("page", String(filters.page));
  return params;
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
    ...(filters.categories.length > 0 && { category: filters.categories }),
    ...(filters.brands.length > 0 && { brand: filters.brands }),
    ...(filters.minPrice !== null && { min_price: filters.minPrice }),
    ...(filters.maxPrice !== null && { max_price: filters.maxPrice }),
    ...(filters.inStock && { in_stock: true }),
    ...(filters.sellerId && { seller_id: filters.sellerId }),
  };
}

/** What "clear all" leaves: the words one searches for, and the order. */
export function withoutFilters(filters: Filters): Filters {
  return { ...parseFilters(new URLSearchParams()), search: filters.search, sort: filters.sort };
}

export function countFilters(filters: Filters): number {
  const priced = filters.minPrice !== null || filters.maxPrice !== null;
  const flags = [priced, filters.inStock, filters.sellerId !== ""].filter(Boolean).length;
  return filters.categories.length + filters.brands.length + flags;
}

/** Adds the value, or takes it out when it is there. */
export function toggled(values: string[], value: string): string[] {
  return values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
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

function distinct(values: string[]): string[] {
  return [...new Set(values.filter(Boolean))].slice(0, choicesAtMost);
}
