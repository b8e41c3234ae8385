import { expect, test } from "vitest";
import { priceLabel } from "./price-label";

test.each([
  [null, 29.99, "Under $30"],
  [null, 1499.99, "Under $1,500"],
  [null, 25, "Up to $25"],
  [null, 25.5, "Up to $25.50"],
  [30, 74.99, "$30 to $74.99"],
  [0, 5, "$0 to $5"],
  [1000, null, "$1,000 and up"],
])("from %j to %j is %j", (min, max, text) => {
  expect(priceLabel(min, max)).toBe(text);
});
