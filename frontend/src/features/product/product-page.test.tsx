import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { stocks } from "@/live/live";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { productRoutes } from "./routes";

const shop = fakeShop();
const path = "GET /api/products/";

function tellDisabled(id: string): void {
  const details = { product_id: id, price: 40, status: "disabled", updated_at: "2026-01-02T00:00:00Z" };
  act(() => void stocks.applyDetails(details));
}

test("a buyer's open page says at once that the product is gone", async () => {
  const kettle = productOf({ id: "65f0000000000000000000f1" });
  shop.on(path + kettle.id, () => json(200, kettle));
  showPage(productRoutes, `/products/${kettle.id}`);
  expect(await screen.findByRole("button", { name: "Buy now" })).toBeVisible();
  shop.on(path + kettle.id, () => problem(404, "There is no such product."));
  tellDisabled(kettle.id);
  expect(screen.getByRole("heading", { name: "This product is no longer on sale" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Buy now" })).not.toBeInTheDocument();
});

test("the seller can be asked about the product, by a visitor after signing in", async () => {
  const kettle = productOf({ id: "65f0000000000000000000f3" });
  shop.on(path + kettle.id, () => json(200, kettle));
  showPage(productRoutes, `/products/${kettle.id}`);
  const ask = await screen.findByRole("link", { name: "Ask the seller" });
  const conversation = `/messages/${kettle.seller_id}?about=product:${kettle.id}`;
  expect(ask).toHaveAttribute("href", `/login?next=${encodeURIComponent(conversation)}`);
  signedIn("buyer");
  expect(ask).toHaveAttribute("href", conversation);
  signedOut();
});

test("its seller goes on to see it, as it is now", async () => {
  const kettle = productOf({ id: "65f0000000000000000000f2" });
  shop.on(path + kettle.id, () => json(200, kettle));
  showPage(productRoutes, `/products/${kettle.id}`);
  expect(await screen.findByRole("button", { name: "Buy now" })).toBeVisible();
  const now = { status: "disabled" as const, disabled_reason: "A fake.", updated_at: "2026-01-02T00:00:00Z" };
  shop.on(path + kettle.id, () => json(200, { ...kettle, ...now }));
  tellDisabled(kettle.id);
  expect(await screen.findByText("No longer for sale")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Copper kettle" })).toBeVisible();
});
