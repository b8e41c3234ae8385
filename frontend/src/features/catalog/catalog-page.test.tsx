import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Facets, ProductPage } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage } from "@/testing/show-page";
import { catalogRoutes } from "./routes";

const shop = fakeShop();
const facets: Facets = {
  categories: [{ value: "Audio", count: 1200 }],
  brands: [{ value: "Atlas", count: 2 }],
  price: { min: 5, max: 90 },
  price_bands: [],
  in_stock: 1100,
  attributes: [],
};

function found(change: Partial<ProductPage> = {}): ProductPage {
  const items = [productOf({ name: "Walnut headphones" })];
  const understood = { corrected: null, relaxed: [], matching: ["headphones", "ear phones"] };
  return { items, total: 1234, page: 1, pages: 52, facets, ...understood, ...change };
}

const call = "GET /api/products/";
beforeEach(() => shop.on(call, () => json(200, found())));

test("what it was found by stands out in the names, and the counts are told", async () => {
  shop.on(call, () =>
    json(
      200,
      found({ items: [productOf({ name: "Ear phones" }), productOf({ id: "b", name: "Ear plugs" })] }),
    ),
  );
  showPage(catalogRoutes, "/products?search=headphone");
  expect(await screen.findByText("Ear phones")).toHaveProperty("tagName", "MARK");
  expect(screen.getByRole("link", { name: "Ear plugs" }).querySelector("mark")).toBeNull();
  expect(screen.getByText("1,234 products")).toBeVisible();
  expect(screen.getByText("1,200")).toBeVisible();
  expect(screen.getByRole("switch", { name: /In stock only/ }).closest("label")).toHaveTextContent("1,100");
  expect(screen.queryByText(/Showing results for/)).not.toBeInTheDocument();
});

test("a list without a search marks nothing", async () => {
  shop.on(call, () => json(200, found({ matching: [] })));
  showPage(catalogRoutes, "/products?category=Audio");
  expect(await screen.findByRole("link", { name: "Walnut headphones" })).toBeVisible();
  expect(document.querySelector("mark")).toBeNull();
});

test("what was searched for instead is said, and stays said while filters change", async () => {
  shop.on(call, () => json(200, found({ corrected: "headphones" })));
  showPage(catalogRoutes, "/products?search=hedphones");
  await screen.findByRole("heading", { level: 1, name: "Results for “headphones”" });
  const said = screen.getByText(/^Showing results for/);
  expect(said).toHaveTextContent("Showing results for headphones. Search for hedphones instead");
  expect(said.parentElement).toHaveAttribute("role", "status");

  shop.on(call, () => new Promise<Response>(() => undefined));
  fireEvent.click(screen.getByRole("checkbox", { name: /^Atlas/ }));
  await waitFor(() =>
    expect(screen.getByRole("list", { name: "Products" })).toHaveAttribute("aria-busy", "true"),
  );
  expect(said).toBeVisible();
});

test("what was typed can be searched for just as it is", async () => {
  shop.on(call, ({ query }) =>
    json(200, found({ corrected: query.get("verbatim") === "true" ? null : "headphones" })),
  );
  const { where } = showPage(catalogRoutes, "/products?search=hedphones&brand=Atlas");
  fireEvent.click(await screen.findByRole("link", { name: "Search for hedphones instead" }));
  expect(await screen.findByRole("heading", { level: 1, name: "Results for “hedphones”" })).toBeVisible();
  expect(where()).toBe("/products?search=hedphones&verbatim=true&brand=Atlas");
  expect(screen.queryByText(/Showing results for/)).not.toBeInTheDocument();
});

test.each<[ProductPage["relaxed"][number], string, RegExp]>([
  ["words", "brass lamp", /^Few products have all of your words/],
  ["filters", "lamp", /^No product fits your filters/],
  ["text", "brass qqqq", /^No product has any of these words. Below is what is new/],
  ["text", "qqqq", /^No product has this word/],
])("that %s were relaxed for %j is said", async (relaxed, search, text) => {
  shop.on(call, () => json(200, found({ relaxed: [relaxed] })));
  showPage(catalogRoutes, `/products?${new URLSearchParams({ search, brand: "Atlas" })}`);
  expect(await screen.findByText(text)).toBeVisible();
});

test("a search that finds nothing says so and what may help", async () => {
  shop.on(call, () => json(200, found({ relaxed: ["text"] })));
  showPage(catalogRoutes, "/products?search=qqqq&verbatim=true");
  expect(await screen.findByRole("heading", { level: 1, name: "Nothing found for “qqqq”" })).toBeVisible();
  expect(screen.getByText("1,234 products on the shelves")).toBeVisible();
  expect(screen.getByLabelText("Sort by")).toHaveDisplayValue("Newest");
  const help = within(screen.getByRole("region", { name: "What may help" }));
  expect(help.getByRole("link", { name: "Audio" })).toHaveAttribute("href", "/products?category=Audio");
  expect(help.getByRole("list", { name: /^Categories/ })).toHaveClass("flex-wrap");
  expect(help.getByRole("link", { name: "Let us guess what was meant" })).toHaveAttribute(
    "href",
    "/products?search=qqqq",
  );
});

test("what was typed breaks into lines wherever it has to", async () => {
  shop.on(call, () => json(200, found({ corrected: "headphones" })));
  const search = "h".repeat(200);
  const { unmount } = showPage(catalogRoutes, `/products?search=${search}`);
  expect(await screen.findByRole("heading", { level: 1 })).toHaveClass("wrap-anywhere");
  expect(await screen.findByText(/^Showing results for/)).toHaveClass("wrap-anywhere");
  unmount();
  shop.on(call, () => json(200, found({ items: [], total: 0, pages: 0 })));
  showPage(catalogRoutes, `/products?search=${search}`);
  expect((await screen.findByText(/^Nothing matches/)).parentElement).toHaveClass("wrap-anywhere");
});

test("each filter is a chip that takes it off, and all of them go at once", async () => {
  const { where } = showPage(
    catalogRoutes,
    "/products?search=lamp&category=Audio&brand=Atlas&attribute=internal_memory%3A8&max_price=29.99&in_stock=true",
  );
  const chips = await screen.findByRole("list", { name: "Active filters" });
  expect(
    within(chips)
      .getAllByRole("button")
      .map((chip) => chip.textContent),
  ).toEqual(["Audio", "Atlas", "Internal memory: 8", "Under $30", "In stock", "Clear all"]);
  fireEvent.click(within(chips).getByRole("button", { name: "Remove the filter Internal memory: 8" }));
  await waitFor(() =>
    expect(where()).toBe("/products?search=lamp&category=Audio&brand=Atlas&max_price=29.99&in_stock=true"),
  );
  fireEvent.click(within(chips).getByRole("button", { name: "Clear all" }));
  await waitFor(() => expect(where()).toBe("/products?search=lamp"));
});
