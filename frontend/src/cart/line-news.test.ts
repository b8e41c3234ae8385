import { expect, test } from "vitest";
import { type LineNews, type LineNow, newsOf, type SeenLine, seenAs, sentenceOf } from "./line-news";

const quantity = 3;
const now = (change: Partial<LineNow> = {}): LineNow => ({ price: 40, stock: 9, onSale: true, ...change });
const seen = (change: Partial<LineNow> = {}) => seenAs(undefined, now(change), quantity);
const said = (news: LineNews[]) => (news.length === 0 ? null : sentenceOf("Kettle", news, quantity));

test.each<[string, Partial<LineNow>, Partial<LineNow>, string | null]>([
  ["nothing", {}, {}, null],
  ["some were sold", {}, { stock: 6 }, null],
  ["a new price", {}, { price: 45 }, "“Kettle” in your cart now costs $45.00 instead of $40.00."],
  ["few left", {}, { stock: 5 }, "“Kettle” in your cart runs low: only 5 left."],
  ["still fewer left", { stock: 5 }, { stock: 4 }, null],
  ["too few", {}, { stock: 2 }, "“Kettle” in your cart has only 2 left, and your cart has 3."],
  ["enough again", { stock: 2 }, { stock: 4 }, null],
  ["none left", { stock: 4 }, { stock: 0 }, "“Kettle” in your cart is sold out."],
  ["some again", { stock: 0 }, { stock: 4 }, "“Kettle” in your cart is back in stock."],
  ["disabled", {}, { onSale: false }, "“Kettle” in your cart is no longer on sale."],
  ["disabled, and dearer", {}, { onSale: false, price: 50 }, "“Kettle” in your cart is no longer on sale."],
  ["sold out while disabled", { onSale: false }, { stock: 0, onSale: false }, null],
  ["enabled, but sold out", { onSale: false }, { stock: 0 }, "“Kettle” in your cart is sold out."],
  ["enabled", { onSale: false }, {}, "“Kettle” in your cart is on sale again."],
])("%s", (_, before, after, sentence) => {
  expect(said(newsOf(seen(before), now(after), quantity))).toBe(sentence);
});

test("what was disabled and comes back at another price says both", () => {
  const disabled = seenAs(seen(), now({ onSale: false, price: 0 }), quantity);
  expect(disabled).toEqual({ price: 40, state: "off-sale" });
  expect(said(newsOf(disabled, now({ price: 30 }), quantity))).toBe(
    "“Kettle” in your cart is on sale again and now costs $30.00 instead of $40.00.",
  );
});

test("a stock that goes to and fro around the mark is told once, until there was plenty again", () => {
  const told: number[] = [];
  let before: SeenLine = seen({ stock: 20 });
  for (const stock of [5, 6, 5, 10, 4, 11, 5]) {
    if (newsOf(before, now({ stock }), quantity).length > 0) told.push(stock);
    before = seenAs(before, now({ stock }), quantity);
  }
  expect(told).toEqual([5, 5]);
});

test("a product whose name is not known is still spoken of", () => {
  expect(sentenceOf(null, [{ kind: "off-sale" }], 1)).toBe("Something in your cart is no longer on sale.");
});
