import { describe, expect, test } from "vitest";
import {
  countFilters,
  lastPage,
  parseFilters,
  parsePrice,
  toggled,
  toggledAttribute,
  toParams,
  toQuery,
  withoutFilters,
} from "./filters";

const parse = (text: string) => parseFilters(new URLSearchParams(text));

test("filters survive the way into the URL and back", () => {
  const text =
    "search=copper+kettle&verbatim=true&category=Kitchen&category=Tea+%26+Coffee&brand=Ember+%26+Atlas&attribute=size%3A2%3A1&attribute=height_cm%3A22&min_price=9.5&max_price=120&in_stock=true&seller_id=65f0000000000000000000bb&sort=price_asc&page=3";
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
    ["attribute=height", "attribute=%3A22", "attribute=height%3A", "attribute=height%3A2%0A2"],
    ["attribute=a%3Ab%E2%80%A8c", "attribute=a%3A%00", "attribute=a%3A%C2%85", "attribute=a%07%3Ab"],
    [`attribute=a%3A${"b".repeat(41)}`, `attribute=${"a".repeat(61)}%3Ab`, "verbatim=no", "brand="],
    ["verbatim=true", "verbatim=1", "search=&verbatim=true", "attribute="],
  ])("%s, %s, %s, %s", (...texts) => {
    for (const text of texts) expect(toParams(parse(text)).toString()).toBe("");
  });

  test("a page behind the last one that the API lists is the last one", () => {
    expect(parse("page=99999").page).toBe(lastPage);
  });

  test("more than twenty values of a filter", () => {
    const many = Array.from({ length: 25 }, (_, index) => `attribute=size%3A${index}`).join("&");
    expect(parse(many).attributes).toHaveLength(20);
  });

  test("values of more than eight attributes", () => {
    const nine = Array.from({ length: 9 }, (_, index) => `attribute=size_${index}%3A1`).join("&");
    const names = parse(`${nine}&attribute=size_0%3A2`).attributes;
    expect(names).toEqual([...Array.from({ length: 8 }, (_, index) => `size_${index}:1`), "size_0:2"]);
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

  test("passes attributes, and that the text is meant as it is", () => {
    expect(toQuery(parse("search=tea&verbatim=true&attribute=leaf%3Awhole"))).toMatchObject({
      attribute: ["leaf:whole"],
      verbatim: true,
    });
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
    parse(
      "search=tea&verbatim=true&category=Kitchen&attribute=a%3Ab&max_price=5&in_stock=true&sort=name&page=4",
    ),
  );
  expect(toParams(cleared).toString()).toBe("search=tea&verbatim=true&sort=name");
});

test("ticking one value too many lets the first one go", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => `size:${index}`);
  expect(toggled(twenty, "size:20")).toEqual([...twenty.slice(1), "size:20"]);
  expect(toggled(twenty, "size:0")).toEqual(twenty.slice(1));
});

test("a ninth attribute takes the place of the first one with all of its values", () => {
  const eight = Array.from({ length: 8 }, (_, index) => `size_${index}:1`);
  expect(toggledAttribute([...eight, "size_0:2"], "size_8:1")).toEqual([...eight.slice(1), "size_8:1"]);
  expect(toggledAttribute(eight, "size_0:2")).toEqual([...eight, "size_0:2"]);
  expect(toggledAttribute(eight, "size_3:1")).toHaveLength(7);
});

test("a value of an attribute is as long as it has characters, whatever they are made of", () => {
  const smiles = "🙂".repeat(40);
  expect(parse(`attribute=mood%3A${smiles}`).attributes).toEqual([`mood:${smiles}`]);
  expect(parse(`attribute=mood%3A${smiles}🙂`).attributes).toEqual([]);
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
