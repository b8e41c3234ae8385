import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { expect, test } from "vitest";
import { stocks } from "@/live/live";
import { productOf } from "@/testing/samples";
import { ProductGrid } from "./product-grid";

test("a product that goes off sale vanishes from an open list, and comes back with it", () => {
  const [kettle, basket] = [
    productOf({ id: "65f0000000000000000000e1", name: "Copper kettle" }),
    productOf({ id: "65f0000000000000000000e2", name: "Reed basket" }),
  ];
  render(
    <QueryClientProvider client={new QueryClient()}>
      <MemoryRouter>
        <ProductGrid products={[kettle, basket]} label="Products" />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  const tell = (status: string, updated_at: string) =>
    act(() => void stocks.applyDetails({ product_id: kettle.id, price: kettle.price, status, updated_at }));

  tell("disabled", "2025-12-31T23:59:59Z");
  expect(screen.getByRole("link", { name: "Copper kettle" })).toBeVisible();
  tell("disabled", "2026-01-02T00:00:00Z");
  expect(screen.queryByRole("link", { name: "Copper kettle" })).not.toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Reed basket" })).toBeVisible();
  tell("active", "2026-01-03T00:00:00Z");
  expect(screen.getByRole("link", { name: "Copper kettle" })).toBeVisible();
});
