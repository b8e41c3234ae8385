import { beforeEach, expect, test, vi } from "vitest";
import { linesAtMost, parseLines, visitorCart, withLine } from "./visitor-cart";

beforeEach(() => visitorCart.clear());

test("a line is added, changed in place and removed", () => {
  visitorCart.set({ product_id: "a", quantity: 1 });
  visitorCart.set({ product_id: "b", quantity: 2 });
  visitorCart.set({ product_id: "a", quantity: 5 });
  expect(visitorCart.get()).toEqual([
    { product_id: "a", quantity: 5 },
    { product_id: "b", quantity: 2 },
  ]);
  visitorCart.remove("a");
  expect(visitorCart.get()).toEqual([{ product_id: "b", quantity: 2 }]);
});

test("the cart outlives the page and follows the other tabs", () => {
  visitorCart.set({ product_id: "a", quantity: 3 });
  expect(parseLines(localStorage.getItem("souk-cart"))).toEqual([{ product_id: "a", quantity: 3 }]);
  window.dispatchEvent(new StorageEvent("storage", { key: "souk-cart", newValue: null }));
  expect(visitorCart.get()).toEqual([]);
});

test.each([
  "{",
  "7",
  "null",
  '[{"product_id":"a","quantity":0}]',
  '[{"quantity":1}]',
  '[null, {"product_id":"a","quantity":1.5}]',
])("what storage should not hold is ignored: %s", (text) => {
  expect(parseLines(text)).toEqual([]);
});

test("a cart holds so many lines and no more", () => {
  const full = Array.from({ length: linesAtMost }, (_, index) => ({ product_id: `p${index}`, quantity: 1 }));
  expect(withLine(full, { product_id: "one more", quantity: 1 })).toHaveLength(linesAtMost);
});

test("a full disk does not stop the shopping", () => {
  const setItem = vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  visitorCart.set({ product_id: "a", quantity: 1 });
  expect(visitorCart.get()).toHaveLength(1);
  setItem.mockRestore();
});
