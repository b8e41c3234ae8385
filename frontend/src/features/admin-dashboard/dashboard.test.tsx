import { act, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeShop, json } from "@/testing/fake-shop";
import { marketFigures } from "@/testing/figures";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminDashboardRoutes } from "./routes";

const heard = new Set<() => void>();
vi.mock("@/live/socket", () => ({
  onLiveEvent: (event: string, listener: () => void) => {
    if (event === "market_update") heard.add(listener);
    return () => heard.delete(listener);
  },
}));
vi.mock("@/components/dashboard/chart-canvas", () => ({
  default: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

const shop = fakeShop();
const dashboard = "GET /api/admin/dashboard";

beforeEach(() => {
  heard.clear();
  signedIn("admin");
  shop.on(dashboard, () => json(200, marketFigures()));
});
afterEach(signedOut);

test("people, goods, sellers and low stock have a table each", async () => {
  showPage([{ path: "admin", children: adminDashboardRoutes }], "/admin");
  const users = within(await screen.findByRole("table", { name: "Users by role" }));
  expect(users.getByRole("row", { name: "Buyers 40" })).toBeInTheDocument();
  expect(screen.getByText("3 more are disabled")).toBeVisible();
  const categories = within(screen.getByRole("table", { name: "Products by category" }));
  expect(categories.getByRole("row", { name: "Kitchen 12" })).toBeInTheDocument();
  const sellers = within(screen.getByRole("table", { name: "Top sellers" }));
  expect(sellers.getByRole("row", { name: "Atlas 6 9 $300.30" })).toBeVisible();
  expect(sellers.getByRole("link", { name: "Atlas" })).toHaveAttribute(
    "href",
    "/admin/users/65f0000000000000000000c1",
  );
  const low = within(screen.getByRole("table", { name: "Low stock" }));
  expect(low.getByRole("row", { name: "Copper kettle Atlas 5 0" })).toBeVisible();
});

test("what happens on the market moves the figures without a reload", async () => {
  showPage([{ path: "admin", children: adminDashboardRoutes }], "/admin");
  expect(await screen.findByText("$300.30", { selector: "dd" })).toBeVisible();
  const moved = marketFigures();
  shop.on(dashboard, () => json(200, { ...moved, totals: { ...moved.totals, revenue: 999.9 } }));
  act(() => {
    for (const listener of heard) listener();
  });
  await waitFor(() => expect(screen.getByText("$999.90")).toBeVisible());
});
