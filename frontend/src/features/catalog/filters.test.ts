import { describe, expect, test } from "vitest";
import {
  countFilters,
  lastPage,
  parseFilters,
  parsePrice,
  toParams,
  toQuery,
  withoutFilters,
} from "./filters";

const parse = (text: string) => parseFilters(new URLSearchParams(text));

test("filters survive the way into the URL and back", () => {
  const text =
    "search=copper+kettle&category=Kitchen&category=Tea+%26+Coffee&brand=Ember+%26+Atlas&min_price=9.5&max_price=120&in_stock=true&seller_id=65f0000000000000000000bb&sort=price_asc&page=3";
  expect(toParams(parse(text)).toString()).toBe(text);
});

test("no filters, no URL", () => {
  expect(toParams(parse("")).toString()).toBe("");
  expect(countFilters(parse("search=tea&sort=name&page=2"))).toBe(0);
});

describe("what makes no sense in the URL counts as not given", () => {
  test.each([
    ["page=0", "page=-3", "page=two", "page=1e3"],
    ["min_price=-1", "min_price=cheap", "max_price=1e9", "max_price="],
    ["sort=random", "sort=toString", "in_stock=1", "seller_id=me"],
  ])("%s, %s, %s, %s", (...texts) => {
    for (const text of texts) expect(toParams(parse(text)).toString()).toBe("");
  });

  test("a page behind the last one that the API lists is the last one", () => {
    expect(parse("page=99999").page).toBe(lastPage);
  });

  test("a value given twice counts once", () => {
    expect(parse("category=Tea&category=Tea").categories).toEqual(["Tea"]);
  });
});

describe("the query for the API", () => {
  test("holds only what is asked for", () => {
    expect(toQuery(parse(""))).toEqual({ sort: "newest", page: 1, limit: 24, facets: true });
  });

  test("sorts a search by relevance unless told otherwise", () => {
    expect(toQuery(parse("search=tea")).sort).toBe("relevance");
    expect(toQuery(parse("search=tea&sort=price_desc")).sort).toBe("price_desc");
    expect(toQuery(parse("sort=relevance")).sort).toBe("newest");
  });

  test("passes several categories and a price of nothing", () => {
    expect(toQuery(parse("category=A&category=B&min_price=0"))).toMatchObject({
      category: ["A", "B"],
      min_price: 0,
    });
  });
});

test("clearing keeps the words and the order", () => {
  const cleared = withoutFilters(
    parse("search=tea&category=Kitchen&max_price=5&in_stock=true&sort=name&page=4"),
  );
  expect(toParams(cleared).toString()).toBe("search=tea&sort=name");
});

test.each([
  ["12.5", 12.5],
  ["0", 0],
  ["12.555", null],
  ["", null],
  ["NaN", null],
])("the price %j is %j", (text, amount) => {
  expect(parsePrice(text)).toBe(amount);
});
