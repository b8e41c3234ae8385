import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { sellerFigures } from "@/testing/figures";
import { orderOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { sellerOverviewRoutes } from "./routes";
import { merged, type Sold, withSold } from "./sold";

const heard = new Map<string, Set<(payload: unknown) => void>>();
vi.mock("@/live/socket", () => ({
  onLiveEvent: (event: string, listener: (payload: unknown) => void) => {
    heard.set(event, (heard.get(event) ?? new Set()).add(listener));
    return () => heard.get(event)?.delete(listener);
  },
}));
vi.mock("@/components/dashboard/chart-canvas", () => ({
  default: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

const shop = fakeShop();
const routes = [{ path: "seller", children: sellerOverviewRoutes }];
const sale = {
  ...orderOf(),
  buyer: { id: "65f0000000000000000000b1", name: "Bea", email: "bea@example.com" },
};
const analytics = "GET /api/analytics/seller";
const orders = "GET /api/orders/seller-orders";

beforeEach(() => {
  heard.clear();
  signedIn("seller");
  shop.on(analytics, ({ query }) => json(200, sellerFigures(query.get("from") ?? undefined)));
  shop.on(orders, () => json(200, { items: [sale], total: 1, page: 1, pages: 1 }));
});
afterEach(signedOut);

test("the figures, their change and the days before are those of the server", async () => {
  showPage(routes, "/seller?period=7d");
  const sales = within(await screen.findByRole("region", { name: "Sales" }));
  expect(await sales.findByText("$300.30", { selector: "dd" })).toBeVisible();
  expect(sales.getByText("100.2% more than in the period before")).toBeInTheDocument();
  expect(sales.getByText("25% less than in the period before")).toBeInTheDocument();
  expect(sales.getByText("Nothing in the period before")).toBeInTheDocument();
  expect(screen.getByRole("link", { name: "Running low" })).toHaveAttribute(
    "href",
    "/seller/products?stock=low",
  );
  const revenue = await screen.findByRole("table", { name: "Revenue per day" });
  await waitFor(() => expect(within(revenue).getAllByRole("columnheader")).toHaveLength(3));
  const row = within(revenue).getByRole("row", { name: /18 Nov 2026/ });
  expect(
    within(row)
      .getAllByRole("cell")
      .map((cell) => cell.textContent),
  ).toEqual(["$100.10", "$50.00"]);
  expect(shop.sent(analytics).map(({ query }) => query.toString())).toEqual([
    "period=7d",
    "from=2026-11-15&to=2026-11-17",
  ]);
});

test("another period is asked for by the address", async () => {
  const { where } = showPage(routes, "/seller");
  fireEvent.click(await screen.findByRole("link", { name: "90 days" }));
  expect(where()).toBe("/seller?period=90d");
  await waitFor(() =>
    expect(shop.sent(analytics).some(({ query }) => query.get("period") === "90d")).toBe(true),
  );
});

test("a new order comes into the feed by event, and the figures are loaded anew", async () => {
  showPage(routes, "/seller");
  const feed = await screen.findByRole("list", { name: "Just sold" });
  await screen.findByRole("table", { name: "Revenue per day" });
  const asked = shop.sent(orders).length;
  const loaded = shop.sent(analytics).length;
  act(() => {
    const event = {
      id: "n1",
      kind: "new_order",
      data: { order_id: "65f0000000000000cafecafe", first_item: "Walnut board", units: 2, amount: 70.5 },
      created_at: "2026-11-20T19:00:00.000Z",
    };
    for (const listener of heard.get("new_order") ?? []) listener(event);
  });
  await waitFor(() => expect(within(feed).getAllByRole("listitem")).toHaveLength(2));
  expect(within(feed).getAllByRole("listitem")[0]).toHaveTextContent(/Walnut board2 items.*\$70\.50/);
  await waitFor(() => expect(shop.sent(analytics).length).toBeGreaterThan(loaded));
  expect(shop.sent(orders)).toHaveLength(asked);
});

test("figures that cannot be loaded say why and can be tried again", async () => {
  shop.on(analytics, () => problem(500, "The figures are not there."));
  showPage(routes, "/seller");
  expect(await screen.findByText("The figures are not there.")).toBeVisible();
  shop.on(analytics, () => json(200, sellerFigures()));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("$300.30", { selector: "dd" })).toBeVisible();
});

const sold = (order_id: string, at: string, live = false): Sold => ({
  order_id,
  at,
  live,
  first_item: "Kettle",
  units: 1,
  amount: 1,
});
const ids = (list: Sold[]) => list.map(({ order_id }) => order_id);

test("a list that was asked for before an event does not wipe out what the event told", () => {
  const shown = [
    sold("c", "2026-11-20T12:02", true),
    sold("b", "2026-11-20T12:01", true),
    sold("a", "2026-11-20T12:00"),
  ];
  expect(ids(merged([sold("b", "2026-11-20T12:01"), sold("a", "2026-11-20T12:00")], shown))).toEqual([
    "c",
    "b",
    "a",
  ]);
});

test("an order that was cancelled since leaves the feed", () => {
  const shown = [sold("b", "2026-11-20T12:01", true), sold("a", "2026-11-20T12:00")];
  expect(ids(merged([sold("c", "2026-11-20T12:02"), sold("a", "2026-11-20T12:00")], shown))).toEqual([
    "c",
    "a",
  ]);
});

test("an order that is told twice is in the feed once, and the feed is short", () => {
  const shown = Array.from({ length: 8 }, (_, index) => sold(`o${index}`, `2026-11-20T11:0${8 - index}`));
  const news = sold("new", "2026-11-20T12:00", true);
  expect(ids(withSold(withSold(shown, news), news))).toEqual([
    "new",
    "o0",
    "o1",
    "o2",
    "o3",
    "o4",
    "o5",
    "o6",
  ]);
});
