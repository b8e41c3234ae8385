import { describe, expect, test, vi } from "vitest";
import { StockStore } from "./stock-store";

const kettle = "65f000000000000000000001";

describe("stock", () => {
  test("a newer event replaces what is known", () => {
    const store = new StockStore();
    store.applyStock({ product_id: kettle, stock: 9, seq: 4 });
    expect(store.applyStock({ product_id: kettle, stock: 8, seq: 5 })).toBe(true);
    expect(store.stockOf(kettle)).toMatchObject({ stock: 8, seq: 5 });
  });

  test.each([4, 5])("an event with seq %i is dropped when 5 is known", (seq) => {
    const store = new StockStore();
    store.applyStock({ product_id: kettle, stock: 8, seq: 5 });
    expect(store.applyStock({ product_id: kettle, stock: 100, seq })).toBe(false);
    expect(store.stockOf(kettle)?.stock).toBe(8);
  });

  test("a snapshot that was overtaken by an event does not bring the old stock back", () => {
    const store = new StockStore();
    store.applyStock({ product_id: kettle, stock: 2, seq: 7 });
    const old = { price: 12, status: "active", updated_at: "2026-01-01T00:00:00Z" };
    store.applySnapshot([{ product_id: kettle, stock: 3, seq: 6, ...old }]);
    expect(store.stockOf(kettle)?.stock).toBe(2);
  });

  test("only the followers of the product are told, and only of news", () => {
    const store = new StockStore();
    const told = vi.fn();
    const stop = store.subscribe(kettle, told);
    store.applyStock({ product_id: "another", stock: 1, seq: 1 });
    store.applyStock({ product_id: kettle, stock: 1, seq: 1 });
    store.applyStock({ product_id: kettle, stock: 1, seq: 1 });
    expect(told).toHaveBeenCalledTimes(1);
    stop();
    store.applyStock({ product_id: kettle, stock: 0, seq: 2 });
    expect(told).toHaveBeenCalledTimes(1);
  });
});

test("details count by the time of their change, whatever the order they come in", () => {
  const store = new StockStore();
  store.applyDetails({
    product_id: kettle,
    price: 12,
    status: "active",
    updated_at: "2026-01-02T00:00:00.500Z",
  });
  store.applyDetails({ product_id: kettle, price: 10, status: "active", updated_at: "2026-01-02T00:00:00Z" });
  expect(store.detailsOf(kettle)?.price).toBe(12);
  expect(store.applyDetails({ product_id: kettle, price: 9, status: "active", updated_at: "" })).toBe(false);
});
