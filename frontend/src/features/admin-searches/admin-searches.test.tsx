import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SearchedText, SearchReport } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { perSearch, placeLabel } from "./figures";
import { adminSearchRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminSearchRoutes }];
const call = "GET /api/admin/searches";
const lamp: SearchedText = {
  text: "brass lamp",
  searches: 1200,
  partly: 3,
  nothing: 40,
  results: 17,
  corrected: null,
  clicks: 300,
  mean_position: 3.2,
  last_day: "2026-11-20",
};
const telly: SearchedText = {
  ...lamp,
  text: "telly",
  corrected: "tells",
  partly: 0,
  nothing: 0,
  clicks: 0,
  mean_position: null,
};

function serve(...items: SearchedText[]): void {
  const summary = { searches: 2000, unfound: 250, clicks: 500 };
  const report: SearchReport = { items, total: items.length, page: 1, pages: 1, summary };
  shop.on(call, () => json(200, report));
}

beforeEach(() => {
  signedIn("admin");
  serve(lamp, telly);
});
afterEach(signedOut);

const row = (name: RegExp) => screen.findByRole("row", { name });

test("a row says how often a text was searched for, missed and chosen of", async () => {
  showPage(routes, "/admin/searches");
  const cells = within(await row(/brass lamp/)).getAllByRole("cell");
  expect(cells.slice(1, 7).map((cell) => cell.textContent)).toEqual([
    "1,200",
    "Nothing: 40Partly: 3",
    "17",
    "3000.25 a search",
    "3.2",
    "20 Nov",
  ]);
  expect(within(await row(/telly/)).getByText("searched as “tells”")).toBeVisible();
  expect(within(await row(/brass lamp/)).queryByText(/searched as/)).not.toBeInTheDocument();
  const none = within(await row(/telly/)).getAllByRole("cell");
  expect(none.slice(2, 6).map((cell) => cell.textContent)).toEqual(["–", "17", "0", "–"]);
});

test("a text leads to what the shop finds for it, and to a new group of synonyms", async () => {
  showPage(routes, "/admin/searches");
  const lamps = within(await row(/brass lamp/));
  expect(lamps.getByRole("link", { name: /^brass lamp ?: see in the shop/ })).toHaveAttribute(
    "href",
    "/products?search=brass+lamp",
  );
  expect(lamps.getByRole("link", { name: "Add synonym for brass lamp" })).toHaveAttribute(
    "href",
    "/admin/synonyms?new=brass+lamp",
  );
});

test("the tiles sum up the days", async () => {
  showPage(routes, "/admin/searches");
  const tiles = within(await screen.findByRole("region", { name: "Searches in figures" }));
  expect(await tiles.findByText("2,000")).toBeVisible();
  expect(tiles.getByText("12.5%")).toBeVisible();
  expect(tiles.getByText("0.25")).toBeVisible();
});

test("days and tabs are in the address and in what is asked", async () => {
  const { where } = showPage(routes, "/admin/searches?page=3");
  await row(/telly/);
  expect(Object.fromEntries(shop.sent(call)[0]?.query ?? [])).toEqual({
    page: "3",
    limit: "20",
    days: "30",
    show: "all",
  });
  fireEvent.click(screen.getByRole("link", { name: "90 days" }));
  await waitFor(() => expect(where()).toBe("/admin/searches?days=90"));
  fireEvent.click(screen.getByRole("link", { name: "Missing products" }));
  await waitFor(() => expect(where()).toBe("/admin/searches?days=90&show=unfound"));
  await waitFor(() =>
    expect(Object.fromEntries(shop.sent(call).at(-1)?.query ?? [])).toEqual({
      page: "1",
      limit: "20",
      days: "90",
      show: "unfound",
    }),
  );
  expect(screen.getByRole("link", { name: "Missing products" })).toHaveAttribute("aria-current", "page");
});

test.each([
  ["", "Nobody has searched yet"],
  ["?show=unfound", "Nothing was missing"],
  ["?show=unclicked", "Something was chosen every time"],
])("an empty list says what that means (%s)", async (query, title) => {
  serve();
  showPage(routes, `/admin/searches${query}`);
  expect(await screen.findByRole("heading", { name: title })).toBeVisible();
});

test("a report that cannot be had shows no figures, and a way to try again", async () => {
  shop.on(call, () => problem(503, "The market is busy."));
  showPage(routes, "/admin/searches");
  fireEvent.click(await screen.findByRole("button", { name: "Try again" }));
  expect(screen.queryByRole("region", { name: "Searches in figures" })).not.toBeInTheDocument();
  expect(screen.getByText(/Only counts are kept, by day and text, for 90 days/)).toBeVisible();
});

test("what cannot be divided is a dash", () => {
  expect([perSearch(3, 0), perSearch(1, 3), placeLabel(null), placeLabel(4)]).toEqual([
    "–",
    "0.33",
    "–",
    "4.0",
  ]);
});
