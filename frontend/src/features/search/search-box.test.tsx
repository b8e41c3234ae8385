import { act, cleanup, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { Outlet, type RouteObject } from "react-router";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage } from "@/testing/show-page";
import { recentSearches } from "./recent-searches";
import { SearchBox } from "./search-box";

const shop = fakeShop();
const call = "GET /api/products/suggest";
const product = {
  id: "65f0000000000000000000a1",
  brand: "Atlas",
  price: 40,
  category: "Lighting",
  image: null,
};
const frame = (
  <>
    <SearchBox />
    <button type="button">elsewhere</button>
    <Outlet />
  </>
);
const pages: RouteObject[] = [{ element: frame, children: [{ path: "*", element: <p>page</p> }] }];

beforeEach(() => shop.on(call, ({ query }) => json(200, suggested(`Lamp for ${query.get("q")}`))));
afterEach(() => {
  for (const text of recentSearches.get()) recentSearches.forget(text);
});

function suggested(name: string, change = {}) {
  return {
    texts: [] as string[],
    products: [{ ...product, name }],
    categories: [{ value: "Lamps", count: 7 }],
    brands: [{ value: "Lampe & Cie", count: 1 }],
    ...change,
  };
}

/** Longer than the pause after which what is typed is asked for. */
const longer_ms = 250;
const pass = () => act(() => new Promise((passed) => setTimeout(passed, longer_ms)));
const box = () => screen.getByRole("combobox", { name: "Search products" });
const options = () => screen.queryAllByRole("option").map((option) => option.textContent);
const press = (...keys: string[]) => keys.forEach((key) => void fireEvent.keyDown(box(), { key }));
const enter = () => act(async () => void fireEvent.submit(box().closest("form") as HTMLFormElement));

function active(): string | null {
  const id = box().getAttribute("aria-activedescendant");
  return id === null ? null : (document.getElementById(id)?.textContent ?? "nothing there");
}

function type(text: string): void {
  if (document.activeElement !== box()) act(() => box().focus());
  fireEvent.change(box(), { target: { value: text } });
}

const expectFirst = (text: string) => waitFor(() => expect(options()[0]).toContain(text));

async function suggestFor(text: string): Promise<void> {
  type(text);
  await expectFirst(`Lamp for ${text}`);
}

test("what could be meant opens below the box from two letters on, in groups, and its number is told", async () => {
  showPage(pages, "/");
  type("l");
  await pass();
  expect([options(), shop.sent(call).length]).toEqual([[], 0]);
  expect(box()).toHaveAttribute("aria-expanded", "false");
  await suggestFor("lamp");
  expect(options()).toEqual([
    "Lamp for lamp Atlas $40.00",
    "Lamps 7 products",
    "Lampe & Cie 1 product",
    "See all results for “lamp”",
  ]);
  const categories = screen.getByRole("group", { name: "Categories" });
  expect(within(categories).getByText("Lamps").tagName).toBe("MARK");
  expect(screen.getByText("3 suggestions")).toHaveAttribute("role", "status");
  expect(box()).toHaveAttribute("aria-expanded", "true");
  expect(box()).toHaveAttribute("aria-controls", screen.getByRole("listbox").id);
});

test("fast typing asks once, and an older answer that comes late is not shown", async () => {
  const held: Record<string, (answer: Response) => void> = {};
  shop.on(call, ({ query }) => new Promise((give) => (held[query.get("q") ?? ""] = give)));
  showPage(pages, "/");
  type("la");
  type("lam");
  await pass();
  type("lamp");
  await waitFor(() => expect(Object.keys(held)).toEqual(["lam", "lamp"]));
  await act(async () => held.lamp?.(json(200, suggested("The newer one"))));
  await expectFirst("The newer one");
  await act(async () => held.lam?.(json(200, suggested("The older one"))));
  await pass();
  expect(options()[0]).toContain("The newer one");
});

test("the answer before stays until the next is there, and one for other words does not", async () => {
  showPage(pages, "/");
  await suggestFor("lamp");
  shop.on(call, () => new Promise<Response>(() => undefined));
  type("lamps");
  await pass();
  expect(options()[0]).toContain("Lamp for lamp");
  type("kettle");
  await pass();
  expect(options().join()).not.toContain("Lamp");
});

test("arrows go round by way of the text, Home and End to the ends, and Enter opens what is pointed at", async () => {
  const { where } = showPage(pages, "/");
  await suggestFor("lamp");
  press("ArrowDown");
  expect(active()).toBe("Lamp for lamp Atlas $40.00");
  expect(screen.getAllByRole("option", { selected: true })).toHaveLength(1);
  press("ArrowUp");
  expect(active()).toBeNull();
  press("ArrowUp");
  expect(active()).toBe("See all results for “lamp”");
  press("Home", "ArrowDown");
  expect(active()).toBe("Lamps 7 products");
  press("End", "ArrowDown");
  expect(active()).toBeNull();
  press("ArrowDown", "ArrowDown");
  await enter();
  expect(where()).toBe("/products?category=Lamps");
  expect([options(), recentSearches.get()]).toEqual([[], []]);
  expect(box()).toHaveValue("");
});

test("typing on takes the pointer away, so that Enter searches for the text", async () => {
  const { where } = showPage(pages, "/products?search=old&brand=Atlas&sort=newest&page=3");
  expect(box()).toHaveValue("old");
  await pass();
  expect(shop.sent(call)).toEqual([]);
  await suggestFor("lamp");
  press("ArrowDown");
  type("lamps ");
  expect(active()).toBeNull();
  await enter();
  expect(where()).toBe("/products?search=lamps");
  expect(recentSearches.get()).toEqual(["lamps"]);
  expect(box()).toHaveValue("lamps");
  expect(box()).not.toHaveFocus();
});

test("a search begins without verbatim, also when its text stays the same", async () => {
  const { where } = showPage(pages, "/products?search=lamp&brand=Atlas");
  await enter();
  expect(where()).toBe("/products?search=lamp&brand=Atlas");
  cleanup();
  const verbatim = showPage(pages, "/products?search=lamp&verbatim=true&brand=Atlas");
  await enter();
  expect(verbatim.where()).toBe("/products?search=lamp");
  expect(box()).toHaveValue("lamp");
});

test("Escape closes and keeps the text; the arrow opens it again", async () => {
  const { where } = showPage(pages, "/");
  await suggestFor("lamp");
  press("ArrowDown", "Escape");
  expect([options(), active()]).toEqual([[], null]);
  expect(box()).toHaveValue("lamp");
  press("ArrowDown");
  expect(options()).toHaveLength(4);
  expect(active()).toBeNull();
  fireEvent.pointerDown(screen.getByRole("button", { name: "elsewhere" }));
  expect(options()).toEqual([]);
  expect(where()).toBe("/");
});

test("a click opens the product", async () => {
  const { where } = showPage(pages, "/");
  await suggestFor("lamp");
  await act(async () => void fireEvent.click(screen.getByRole("option", { name: /Lamp for lamp/ })));
  expect(where()).toBe(`/products/${product.id}`);
  expect(options()).toEqual([]);
});

test("a suggested search is searched for and remembered; the typed one is not suggested twice", async () => {
  shop.on(call, () => json(200, suggested("Lamp", { texts: ["Lamp", "lamp shade"] })));
  const { where } = showPage(pages, "/");
  type("lamp");
  await expectFirst("lamp shade");
  press("ArrowDown");
  await enter();
  expect(where()).toBe("/products?search=lamp+shade");
  expect(recentSearches.get()).toEqual(["lamp shade"]);
});

test("where nothing is suggested the search itself can still be chosen, and a failure says nothing", async () => {
  showPage(pages, "/");
  shop.on(call, () => json(200, suggested("", { products: [], categories: [], brands: [] })));
  type("qqqq");
  await waitFor(() => expect(options()).toEqual(["See all results for “qqqq”"]));
  expect(screen.getByText("No suggestions")).toBeInTheDocument();
  shop.on(call, () => problem(503, "busy"));
  type("zzzz");
  await pass();
  expect([options(), shop.sent(call).length]).toEqual([[], 2]);
});

test("the empty box offers what was searched for last, to search again or to remove", async () => {
  recentSearches.remember("brass lamp");
  recentSearches.remember("kettle");
  const { where } = showPage(pages, "/");
  act(() => box().focus());
  expect(options()).toEqual(["kettle", "brass lamp"]);
  fireEvent.click(screen.getByRole("button", { name: "Remove kettle from the recent searches" }));
  expect(options()).toEqual(["brass lamp"]);
  expect(box()).toHaveFocus();
  press("ArrowDown");
  await enter();
  expect(where()).toBe("/products?search=brass+lamp");
  act(() => box().focus());
  fireEvent.click(screen.getByRole("button", { name: "Clear the search" }));
  press("ArrowDown", "Delete");
  expect([options(), recentSearches.get()]).toEqual([[], []]);
});
