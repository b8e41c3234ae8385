import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { beforeEach, expect, test } from "vitest";
import type { Product } from "@/api/types";
import { visitorCart } from "@/cart/visitor-cart";
import { stocks } from "@/live/live";
import { ProductCard } from "./product-card";

const kettle: Product = {
  id: "65f0000000000000000000aa",
  seller_id: "65f0000000000000000000bb",
  seller_name: "Atlas",
  sku: null,
  name: "Copper kettle",
  description: "",
  brand: null,
  price: 129,
  stock: 24,
  stock_seq: 5,
  low_stock_threshold: 5,
  category: "Kitchen",
  attributes: {},
  images: [],
  rating: { average: null, count: 0 },
  status: "active",
  disabled_reason: null,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
};

beforeEach(() => visitorCart.clear());

function show(product: Product) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <ProductCard product={product} />
      </MemoryRouter>
    </QueryClientProvider>,
  );
}

test("a card leads to its product and shows what it costs", () => {
  show(kettle);
  expect(screen.getByRole("link", { name: "Copper kettle" })).toHaveAttribute(
    "href",
    `/products/${kettle.id}`,
  );
  expect(screen.getByText("$129.00")).toBeVisible();
  expect(screen.getByText("24 in stock")).toBeVisible();
});

test("stock follows the live events, and never goes back to an older one", () => {
  show(kettle);
  act(() => void stocks.applyStock({ product_id: kettle.id, stock: 99, seq: 4 }));
  expect(screen.getByText("24 in stock")).toBeVisible();
  act(() => void stocks.applyStock({ product_id: kettle.id, stock: 3, seq: 6 }));
  expect(screen.getByText("Only 3 left")).toBeVisible();
  act(() => void stocks.applyStock({ product_id: kettle.id, stock: 0, seq: 7 }));
  expect(screen.getByText("Sold out")).toBeVisible();
  expect(screen.queryByRole("button", { name: /Add/ })).not.toBeInTheDocument();
});

test("a visitor's cart takes no more than the stock", async () => {
  show({ ...kettle, id: "65f0000000000000000000cc", stock: 1 });
  const add = screen.getByRole("button", { name: "Add Copper kettle to the cart" });
  await act(async () => void fireEvent.click(add));
  await act(async () => void fireEvent.click(add));
  expect(visitorCart.get()).toEqual([{ product_id: "65f0000000000000000000cc", quantity: 1 }]);
});
