import { expect, test } from "vitest";
import { sourcesOf } from "@/products/picture-sources";
import { productOf } from "@/testing/samples";
import {
  changed,
  choose,
  keptPictures,
  moved,
  type PictureItem,
  pathsOf,
  settled,
  whyNot,
} from "./picture-list";
import { attributeNameRule, attributeValueRule, priceRule, unitsRule } from "./product-rules";
import { changesOf, inputOf, priceOf, valuesOf } from "./product-values";

const attributes = { material: "copper", weight_g: 1150.5, induction: false };
const kettle = productOf({ sku: "K-1", price: 129, attributes, low_stock_threshold: 3 });

test("a product's values that nobody changed say nothing new", () => {
  expect(changesOf(valuesOf(kettle), kettle)).toBeNull();
  expect(valuesOf(kettle).price).toBe("129.00");
});

test("only what was changed is sent, and what was emptied is cleared", () => {
  const values = { ...valuesOf(kettle), name: " Big kettle ", sku: "  ", price: "1,299.5" };
  expect(changesOf(values, kettle)).toEqual({ name: "Big kettle", sku: null, price: 1299.5 });
  const [material] = valuesOf(kettle).attributes;
  expect(changesOf({ ...valuesOf(kettle), attributes: material ? [material] : [] }, kettle)).toEqual({
    attributes: { material: "copper" },
  });
});

test("a new product is sent with its stock and the values of its details in their kinds", () => {
  const values = { ...valuesOf(null), name: "Pan", price: "9,99", stock: "4", category: "Kitchen" };
  const rows = valuesOf(kettle).attributes;
  expect(inputOf({ ...values, attributes: rows })).toEqual({
    name: "Pan",
    description: "",
    price: 9.99,
    stock: 4,
    category: "Kitchen",
    sku: null,
    brand: null,
    low_stock_threshold: 5,
    attributes,
  });
});

test.each([
  ["19.99", 19.99],
  ["$ 5", 5],
  ["1,299", 1299],
  ["12,50", 12.5],
])("%s is a price", (text, price) => {
  expect(priceOf(text)).toBe(price);
  expect(priceRule(text)).toBe(true);
});

test.each(["", "free", "0", "-1", "1.999", "1000000.01", "1e9", "Infinity"])("%j is no price", (text) => {
  expect(priceRule(text)).toEqual(expect.any(String));
});

test("stock is a whole number from 0 to a million", () => {
  expect(["0", " 7 ", "1000000"].map(unitsRule)).toEqual([true, true, true]);
  for (const text of ["", "-1", "1.5", "1000001", "many"])
    expect(unitsRule(text)).toEqual(expect.any(String));
});

test("a detail needs a name of its own and a value of its kind", () => {
  const rows = valuesOf(kettle).attributes;
  expect(attributeNameRule("material", rows)).toBe(true);
  for (const name of ["", "$where", "a.b"]) expect(attributeNameRule(name, rows)).toEqual(expect.any(String));
  const twice = [...rows, { name: " material ", kind: "text", value: "tin" } as const];
  expect(attributeNameRule("material", twice)).toBe("There is a line of this name already.");
  expect(attributeValueRule({ name: "a", kind: "number", value: "1e3" })).toBe(true);
  expect(attributeValueRule({ name: "a", kind: "yesno", value: "no" })).toBe(true);
  expect(attributeValueRule({ name: "a", kind: "number", value: "tall" })).toBe("Enter a number.");
  expect(attributeValueRule({ name: "a", kind: "text", value: " " })).toEqual(expect.any(String));
});

const file = (name: string, type: string, size = 100) => ({ name, type, size });

test("files that cannot be pictures are told from those that may be, and only as many are taken as there is room for", () => {
  expect(whyNot(file("a.webp", "image/webp"))).toBeNull();
  expect(whyNot(file("a.svg", "image/svg+xml"))).toBe("a.svg is not a PNG, JPEG or WebP picture.");
  const files = [
    file("1.png", "image/png"),
    file("big.jpg", "image/jpeg", 2 * 1024 * 1024 + 1),
    file("2.png", "image/png"),
    file("3.png", "image/png"),
  ];
  const { taken, refused } = choose(files, 2);
  expect(taken.map(({ name }) => name)).toEqual(["1.png", "2.png"]);
  expect(refused).toEqual([
    "big.jpg has more than 2 MB. Save it smaller, then try again.",
    "A product can have at most 8 pictures.",
  ]);
});

const waiting = (key: string): PictureItem => ({
  kind: "new",
  key,
  file: new File([], key),
  url: "",
  sent: null,
  problem: null,
});

test("pictures move by one place and not beyond the ends", () => {
  const items = keptPictures(["a", "b", "c"]);
  expect(pathsOf(moved(items, "b", -1))).toEqual(["b", "a", "c"]);
  expect(pathsOf(moved(items, "b", 1))).toEqual(["a", "c", "b"]);
  expect(pathsOf(moved(items, "a", -1))).toEqual(["a", "b", "c"]);
  expect(pathsOf(moved(items, "c", 1))).toEqual(["a", "b", "c"]);
});

test("a file that was taken becomes the picture in its place, and one that was there already disappears", () => {
  const items = [...keptPictures(["a"]), waiting("f"), ...keptPictures(["b"])];
  expect(pathsOf(items)).toEqual(["a", "b"]);
  expect(pathsOf(settled(items, "f", "new"))).toEqual(["a", "new", "b"]);
  expect(settled(items, "f", "b")).toHaveLength(2);
  const [, failed] = changed(items, "f", { problem: "too dark" });
  expect(failed).toMatchObject({ kind: "new", problem: "too dark" });
});

test("an uploaded picture comes in three widths, any other as it is", () => {
  const path = `/images/p/${"0a".repeat(20)}`;
  expect(sourcesOf(`${path}.webp`)).toEqual({
    src: `${path}.webp`,
    srcSet: `${path}-320.webp 320w, ${path}-640.webp 640w, ${path}.webp 1600w`,
  });
  expect(sourcesOf("/images/demo/lamp.svg")).toEqual({ src: "/images/demo/lamp.svg" });
  expect(sourcesOf("/images/p/../x.webp")).toEqual({ src: "/images/p/../x.webp" });
});
