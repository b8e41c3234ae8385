import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { StockHistory, StockRow } from "@/api/types";
import { stocks } from "@/live/live";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { formatDelta, reasonOf } from "./log-words";
import { sellerStockRoutes } from "./routes";
import { stockChart } from "./stock-chart";

const shop = fakeShop();
const id = "a1".padStart(24, "0");
const path = `/api/products/${id}`;
const routes = [{ path: "seller", children: sellerStockRoutes }];
const history: StockHistory = {
  timezone: "America/New_York",
  name: "Copper kettle",
  stock: 7,
  stock_seq: 2,
  low_stock_threshold: 5,
  points: [
    { at: "2026-11-20T13:00:00.000Z", stock: 10 },
    { at: "2026-11-20T14:00:00.000Z", stock: 7 },
  ],
};
const sold: StockRow = {
  seq: 2,
  change_type: "purchase",
  delta: -3,
  old_stock: 10,
  new_stock: 7,
  reason: "purchase",
  order_id: "deadbeef".padStart(24, "0"),
  timestamp: "2026-11-20T14:00:00.000Z",
};

beforeEach(() => {
  signedIn("seller");
  shop.on(`GET ${path}/stock-history`, () => json(200, history));
  shop.on(`GET ${path}/inventory-logs`, () => json(200, { items: [sold], total: 1, page: 1, pages: 1 }));
});
afterEach(signedOut);

test("the log shows each move by the shop's clock, with its order, and the stock as it is now", async () => {
  showPage(routes, `/seller/products/${id}/log`);
  const table = await screen.findByRole("table", { name: "Stock log" });
  const row = await within(table).findByRole("row", { name: /20 Nov 2026, 9:00 AM/ });
  expect(within(row).getByText("Sold")).toBeVisible();
  expect(within(row).getByText("\u22123")).toBeVisible();
  expect(within(row).getByRole("link", { name: "Order DEADBEEF" })).toBeVisible();
  expect(screen.getByRole("link", { name: "Copper kettle" })).toBeVisible();
  expect(screen.getByText("You are told at 5")).toBeVisible();

  const tile = screen.getByText("In stock now").parentElement as HTMLElement;
  expect(within(tile).getByText("7")).toBeVisible();
  act(() => void stocks.applyStock({ product_id: id, stock: 6, seq: 3 }));
  expect(within(tile).getByText("6")).toBeVisible();
});

test("type and days narrow the rows, days also the chart", async () => {
  showPage(routes, `/seller/products/${id}/log?from=2026-11-01`);
  fireEvent.change(await screen.findByLabelText("What happened"), { target: { value: "restock" } });
  await waitFor(() => {
    const query = shop.sent(`GET ${path}/inventory-logs`).at(-1)?.query;
    expect(Object.fromEntries(query ?? [])).toEqual({
      change_type: "restock",
      from: "2026-11-01",
      limit: "20",
      page: "1",
    });
  });
  const asked = shop.sent(`GET ${path}/stock-history`).at(-1)?.query;
  expect(Object.fromEntries(asked ?? [])).toEqual({ from: "2026-11-01" });
});

test("a product that is not one's own says so", async () => {
  shop.on(`GET ${path}/stock-history`, () => problem(404, "There is no such product."));
  showPage(routes, `/seller/products/${id}/log`);
  expect(await screen.findByText("There is no such product.")).toBeVisible();
});

test("the chart goes on to now where the period does, and shows the level of the alert", () => {
  const now = "2026-11-20T18:00:00.000Z";
  const chart = stockChart(history, 6, now);
  expect(chart.labels.at(-1)).toBe("20 Nov 2026, 1:00 PM");
  expect(chart.series.map(({ values }) => values)).toEqual([
    [10, 7, 6],
    [5, 5, 5],
  ]);
  expect(chart.positions?.at(-1)).toBe(Date.parse(now));
  expect(chart.axisLabelAt?.(Date.parse(now))).toBe("1:00 PM");
  const closed = stockChart({ ...history, low_stock_threshold: 0 }, 6, null);
  expect(closed.series.map(({ values }) => values)).toEqual([[10, 7]]);
});

test("moves are written with a real minus, and a reason that says nothing new is left out", () => {
  expect([formatDelta(-1200), formatDelta(3)]).toEqual(["\u22121,200", "+3"]);
  expect(reasonOf(sold)).toBe("");
  expect(reasonOf({ ...sold, reason: "broken" })).toBe("broken");
});
