import { expect, test } from "vitest";
import { listOf, moved, suggestedGroups, wordsMeant } from "./choices";

test("groups come in their order, and one without anything not at all", () => {
  const product = {
    id: "65f0000000000000000000a1",
    name: "Brass lamp",
    brand: null,
    price: 5,
    category: "Lamps",
    image: null,
  };
  const groups = suggestedGroups({
    texts: ["lamp shade"],
    products: [product],
    categories: [],
    brands: [{ value: "Lamp & Sons", count: 3 }],
  });
  expect(groups.map(({ title }) => title)).toEqual(["Searches", "Products", "Brands"]);
  expect(groups.flatMap(({ choices }) => choices.map(({ to }) => to))).toEqual([
    "/products?search=lamp+shade",
    "/products/65f0000000000000000000a1",
    "/products?brand=Lamp+%26+Sons",
  ]);
});

test.each([
  ["lapt", ["laptop"], "lapt"],
  ["samsnug", ["samsung"], "samsung"],
  ["Wireles MOU", ["wireless mouse"], "wireless mou"],
  ["kett", [], "kett"],
])("%j with the texts %j stands out as %j", (typed, texts, words) => {
  expect(wordsMeant(typed, texts)).toBe(words);
});

test("a list without filters has the plain address", () => {
  expect(listOf({})).toBe("/products");
  expect(listOf({ search: "a&b" })).toBe("/products?search=a%26b");
});

test.each([
  ["ArrowDown", -1, 0],
  ["ArrowDown", 1, 2],
  ["ArrowDown", 2, -1],
  ["ArrowUp", -1, 2],
  ["ArrowUp", 0, -1],
  ["Home", 2, 0],
  ["End", 0, 2],
  ["Home", -1, null],
  ["End", -1, null],
  ["ArrowLeft", 1, null],
  ["a", 1, null],
])("%s leads from %d to %j of three", (key, from, to) => {
  expect(moved(key, from, 3)).toBe(to);
});

test("without choices every key is the text's", () => {
  expect(["ArrowDown", "ArrowUp", "Home"].map((key) => moved(key, -1, 0))).toEqual([null, null, null]);
});
