import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Facets, ProductPage } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage } from "@/testing/show-page";
import { catalogRoutes } from "./routes";

const shop = fakeShop();
const call = "GET /api/products/";
const facets: Facets = {
  categories: [],
  brands: [{ value: "Atlas", count: 2 }],
  price: { min: 5, max: 2000 },
  price_bands: [{ min: null, max: 29.99, count: 169 }],
  in_stock: 2,
  attributes: [],
};

function serve(change: Partial<ProductPage> = {}, changeOfVerbatim: Partial<ProductPage> = {}): void {
  const page: ProductPage = {
    items: [productOf()],
    total: 1,
    page: 1,
    pages: 1,
    facets,
    corrected: null,
    relaxed: [],
    matching: [],
  };
  shop.on(call, ({ query }) =>
    json(200, { ...page, ...(query.has("verbatim") ? changeOfVerbatim : change) }),
  );
}

beforeEach(() => serve());

async function press(role: "link" | "button" | "checkbox", name: string | RegExp): Promise<void> {
  const control = await screen.findByRole(role, { name });
  act(() => control.focus());
  fireEvent.click(control);
  await waitFor(() => expect(control).not.toBeInTheDocument());
}

const main = () => document.getElementById("main");

test("to search for just what was typed leaves the focus with the page", async () => {
  serve({ corrected: "headphones" });
  showPage(catalogRoutes, "/products?search=hedphones");
  await press("link", "Search for hedphones instead");
  expect(main()).toHaveFocus();
});

test.each(["Let us guess what was meant", "Audio"])(
  "the way on from what was not found (%s) leaves the focus with the page",
  async (name) => {
    const categories = [{ value: "Audio", count: 3 }];
    serve({}, { relaxed: ["text"], facets: { ...facets, categories } });
    showPage(catalogRoutes, "/products?search=qqqq&verbatim=true");
    await press("link", name);
    expect(main()).toHaveFocus();
  },
);

test("a price of one's own that is taken off gives the focus to the next band, or else to the button", async () => {
  const { unmount } = showPage(catalogRoutes, "/products?min_price=12&max_price=40");
  await screen.findByRole("button", { name: /^Under \$30/ });
  await press("button", "$12 to $40");
  expect(screen.getByRole("button", { name: /^Under \$30/ })).toHaveFocus();
  unmount();
  serve({ facets: { ...facets, price_bands: [] } });
  showPage(catalogRoutes, "/products?min_price=12&max_price=40");
  await press("button", "$12 to $40");
  expect(screen.getByRole("button", { name: "Apply the price" })).toHaveFocus();
});

test("a filter that is taken off gives the focus to the next one, and the last one to the page", async () => {
  showPage(catalogRoutes, "/products?brand=Atlas&in_stock=true");
  await press("button", "Remove the filter Atlas");
  const chips = within(screen.getByRole("list", { name: "Active filters" }));
  expect(chips.getByRole("button", { name: "Remove the filter In stock" })).toHaveFocus();
  await press("button", "Remove the filter In stock");
  expect(main()).toHaveFocus();
});

test("a value without products that is taken off gives the focus to the next one", async () => {
  showPage(catalogRoutes, "/products?brand=Zephyr");
  await screen.findByRole("checkbox", { name: /^Atlas/ });
  await press("checkbox", "Zephyr");
  expect(screen.getByRole("checkbox", { name: /^Atlas/ })).toHaveFocus();
});
