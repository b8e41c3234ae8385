import { expect, test } from "vitest";
import type { RankedProduct, Ranking } from "@/api/types";
import { changeText, moveAway, moveText, moveTo } from "./moves";

function ranking(total: number, otherRanks: (number | null)[], relaxed: Ranking["relaxed"] = []): Ranking {
  const items = otherRanks.map((other_rank, index) => ranked(other_rank, index));
  return { total, corrected: null, relaxed, items };
}

function ranked(other_rank: number | null, index = 0): RankedProduct {
  return { id: String(index), name: "Lamp", brand: null, price: 5, category: "A", image: null, other_rank };
}

const found = ranking(3, [1, 2, 3]);
const nothing = ranking(500, [1, 2, 3], ["text"]);

test.each([
  [5, 2, "Up 3"],
  [2, 5, "Down 3"],
  [4, 4, "Unchanged"],
  [null, 1, "New near the top"],
])("from %j to %d is: %s", (from, to, text) => {
  expect(moveText(moveTo(ranked(from), to, found))).toBe(text);
});

test("where nothing was found before, everything is new", () => {
  expect(moveText(moveTo(ranked(1), 1, nothing))).toBe("New near the top");
});

test("of those before it is said only where they have gone out of sight", () => {
  const said = (otherRank: number | null, after = found) => {
    const move = moveAway(ranked(otherRank), after);
    return move && moveText(move);
  };
  expect([said(2), said(15), said(null), said(2, nothing)]).toEqual([
    null,
    "Down to place 15",
    "Gone from the top",
    "Gone from the top",
  ]);
});

test.each([
  [found, found, "Nothing changes for this search."],
  [nothing, nothing, "Nothing is found, as before."],
  [nothing, ranking(1, [null]), "Finds 1 product, instead of 0. 1 near the top is new."],
  [ranking(1200, [1, 2]), ranking(1500, [2, 1]), "Finds 1,500 products, instead of 1,200."],
  [found, ranking(3, [2, 1, null]), "Finds 3 products, as many as before. 1 near the top is new."],
  [found, nothing, "Finds 0 products, instead of 3."],
])("what a change does is said in a sentence", (before, after, text) => {
  expect(changeText(before, after)).toBe(text);
});
