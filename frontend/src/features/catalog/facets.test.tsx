import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import type { Facets, ProductPage } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage } from "@/testing/show-page";
import { catalogRoutes } from "./routes";
import { steadyOrder } from "./use-steady-order";

const shop = fakeShop();
const call = "GET /api/products/";

const memory = {
  name: "internal_memory",
  values: [
    { value: "8", count: 89 },
    { value: "16", count: 60 },
  ],
};
const height = { name: "height_cm", values: [{ value: "22", count: 7 }] };
const touch = { name: "touchscreen", values: [{ value: "false", count: 5 }] };
const facets: Facets = {
  categories: [],
  brands: [],
  price: { min: 5, max: 2000 },
  price_bands: [
    { min: null, max: 29.99, count: 169 },
    { min: 30, max: 999.99, count: 261 },
    { min: 1000, max: null, count: 89 },
  ],
  in_stock: 2,
  attributes: [memory, height, touch],
};

function serve(change: Partial<Facets> = {}): void {
  const page: ProductPage = {
    items: [productOf()],
    total: 1,
    page: 1,
    pages: 1,
    facets: { ...facets, ...change },
    corrected: null,
    relaxed: [],
    matching: [],
  };
  shop.on(call, () => json(200, page));
}

beforeEach(() => serve());

const asked = () => shop.sent(call).at(-1)?.query;
const groups = () =>
  screen
    .getAllByRole("group")
    .filter((group) => group.querySelector("legend > button"))
    .map((group) => group.querySelector("legend")?.textContent);

test("a price band sets both bounds by one click, and takes them off by another", async () => {
  const { where } = showPage(catalogRoutes, "/products");
  const bands = within(await screen.findByRole("list", { name: "Price bands" }));
  expect(bands.getAllByRole("button").map((band) => band.textContent)).toEqual([
    "Under $30 169 products",
    "$30 to $999.99 261 products",
    "$1,000 and up 89 products",
  ]);
  fireEvent.click(bands.getByRole("button", { name: /^\$30 to/ }));
  await waitFor(() => expect(where()).toBe("/products?min_price=30&max_price=999.99"));
  expect(bands.getByRole("button", { pressed: true })).toHaveTextContent("$30 to $999.99");
  expect(screen.getByLabelText("Highest price")).toHaveValue("999.99");
  fireEvent.click(bands.getByRole("button", { pressed: true }));
  await waitFor(() => expect(where()).toBe("/products"));
});

test("amounts of one's own stand among the bands until they are taken off", async () => {
  const { where } = showPage(catalogRoutes, "/products?min_price=12&max_price=40");
  const own = await screen.findByRole("button", { name: "$12 to $40", pressed: true });
  fireEvent.click(own);
  await waitFor(() => expect(where()).toBe("/products"));
  expect(own).not.toBeInTheDocument();
});

test("attributes read as on the product's page, and those ticked are asked for", async () => {
  const { where } = showPage(catalogRoutes, "/products?search=notebook");
  const boxes = within(await screen.findByRole("group", { name: "Internal memory" }));
  fireEvent.click(boxes.getByRole("checkbox", { name: /^8/ }));
  fireEvent.click(boxes.getByRole("checkbox", { name: /^16/ }));
  fireEvent.click(
    within(screen.getByRole("group", { name: "Height" })).getByRole("checkbox", { name: /^22 cm/ }),
  );
  await waitFor(() => expect(where()).toContain("height_cm"));
  const chosen = ["internal_memory:8", "internal_memory:16", "height_cm:22"];
  expect(new URLSearchParams(where().split("?")[1]).getAll("attribute")).toEqual(chosen);
  await waitFor(() => expect(asked()?.getAll("attribute")).toEqual(chosen));
});

test("the later groups are folded, and open by their heading", async () => {
  showPage(catalogRoutes, "/products?search=notebook");
  const heading = await screen.findByRole("button", { name: "Touchscreen" });
  expect(heading).toHaveAttribute("aria-expanded", "false");
  expect(screen.queryByRole("checkbox", { name: /^No/ })).not.toBeInTheDocument();
  fireEvent.click(heading);
  expect(screen.getByRole("checkbox", { name: /^No/ })).toBeVisible();
});

test("what is ticked stays where it is, also when no product has it any more", async () => {
  showPage(catalogRoutes, "/products?search=notebook&attribute=height_cm%3A22&attribute=weight%3A3");
  expect(await screen.findByRole("group", { name: "Touchscreen" })).toBeVisible();
  expect(screen.getByRole("checkbox", { name: "3" })).toBeChecked();
  expect(groups()).toEqual(["Internal memory", "Height", "Touchscreen", "Weight"]);
  serve({ attributes: [{ ...height, values: [] }, touch, memory] });
  fireEvent.click(screen.getByRole("checkbox", { name: "3" }));
  await waitFor(() => expect(shop.sent(call)).toHaveLength(2));
  await waitFor(() => expect(screen.queryByRole("group", { name: "Weight" })).not.toBeInTheDocument());
  expect(screen.getByRole("checkbox", { name: "22 cm" })).toBeChecked();
  expect(groups()).toEqual(["Internal memory", "Height", "Touchscreen"]);
});

test("names that are new come behind those that were there", () => {
  expect(steadyOrder(["a", "b", "c"], ["d", "c", "a"])).toEqual(["a", "c", "d"]);
});
