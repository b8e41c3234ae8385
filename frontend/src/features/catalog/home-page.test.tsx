import { screen, waitFor, within } from "@testing-library/react";
import { beforeEach, expect, test } from "vitest";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage } from "@/testing/show-page";
import { catalogRoutes } from "./routes";

const shop = fakeShop();

beforeEach(() => {
  shop.on("GET /api/products/categories", () => json(200, { items: [{ category: "Lighting", count: 1 }] }));
  shop.on("GET /api/products/", () =>
    json(200, { items: [productOf({ name: "New lamp" })], total: 1, page: 1, pages: 1, facets: null }),
  );
});

test("the home page shows what sells best, the best seller first", async () => {
  const items = [productOf({ id: "b".repeat(24), name: "Rolling pin" }), productOf({ name: "Chef's knife" })];
  shop.on("GET /api/products/top-selling", () => json(200, { items }));
  showPage(catalogRoutes, "/");
  const row = await screen.findByRole("list", { name: "Top-selling products" });
  expect(
    within(row)
      .getAllByRole("heading")
      .map((heading) => heading.textContent),
  ).toEqual(["Rolling pin", "Chef's knife"]);
});

test.each([
  ["nothing was sold", () => json(200, { items: [] })],
  ["the figures cannot be had", () => problem(404, "none")],
])("the home page says nothing of best sellers when %s", async (_why, answer) => {
  shop.on("GET /api/products/top-selling", answer);
  showPage(catalogRoutes, "/");
  expect(await screen.findByRole("list", { name: "New products" })).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Top-selling" })).toBeNull());
});
