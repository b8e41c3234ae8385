import { expect, test } from "vitest";
import { formatPrice, totalOf } from "./money";

test.each([
  [0, "$0.00"],
  [9.9, "$9.90"],
  [1234.5, "$1,234.50"],
])("%d is written %s", (amount, text) => {
  expect(formatPrice(amount)).toBe(text);
});

test("sums are made in cents", () => {
  expect(totalOf([{ price: 0.1, quantity: 3 }])).toBe(0.3);
  expect(
    totalOf([
      { price: 19.99, quantity: 3 },
      { price: 4.35, quantity: 100 },
    ]),
  ).toBe(494.97);
});
