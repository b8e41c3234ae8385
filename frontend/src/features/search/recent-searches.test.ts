import { expect, test } from "vitest";
import { parseSearches, recentSearches, withSearch } from "./recent-searches";

test("the newest search is the first, five are kept, and none twice", () => {
  expect(withSearch([], "  kettle ")).toEqual(["kettle"]);
  expect(withSearch(["lamp", "Kettle", "rug"], "kettle")).toEqual(["kettle", "lamp", "rug"]);
  expect(withSearch(["a", "b", "c", "d", "e"], "f")).toEqual(["f", "a", "b", "c", "d"]);
});

test.each(["", "   ", "x".repeat(101)])("%j is not worth keeping", (text) => {
  expect(withSearch(["lamp"], text)).toEqual(["lamp"]);
});

test.each([null, "", "{", "7", '{"0":"lamp"}', '[1, null, ["lamp"]]'])(
  "nothing is read from %j",
  (stored) => {
    expect(parseSearches(stored)).toEqual([]);
  },
);

test("what is read from storage is as good as what was put there", () => {
  expect(parseSearches('["a", 1, " b ", "A", "c", "d", "e", "f"]')).toEqual(["a", "b", "c", "d", "e"]);
});

test("searches survive in the browser until they are removed", () => {
  recentSearches.remember("kettle");
  recentSearches.remember("brass lamp");
  expect(parseSearches(localStorage.getItem("souk-recent-searches"))).toEqual(["brass lamp", "kettle"]);
  recentSearches.forget("brass lamp");
  recentSearches.forget("kettle");
  expect(localStorage.getItem("souk-recent-searches")).toBeNull();
});
