import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BulkChange, BulkEdit } from "@/api/types";
import { fakeShop, json, lost, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { changesInWords, surprisingPrices } from "./bulk-summary";
import { sellerStockRoutes } from "./routes";

const shop = fakeShop();
const call = "POST /api/products/bulk-edit";
const routes = [{ path: "seller", children: sellerStockRoutes }];

function change(line: number, values: Partial<BulkChange> = {}): BulkChange {
  return {
    line,
    product_id: String(line).padStart(24, "0"),
    sku: `S-${line}`,
    name: `Lamp ${line}`,
    price_from: 20,
    price_to: 25,
    stock_from: 4,
    stock_to: 4,
    ...values,
  };
}

function edit(values: Partial<BulkEdit> = {}): BulkEdit {
  const changes = values.changes ?? [change(2)];
  return {
    applied: false,
    rows: 1,
    changed: changes.length,
    changes,
    failed: 0,
    errors: [],
    ignored_columns: [],
    fingerprint: "f".repeat(64),
    ...values,
  };
}

beforeEach(() => signedIn("seller"));
afterEach(signedOut);

async function paste(text: string): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "Paste cells instead" }));
  fireEvent.change(screen.getByLabelText(/Cells from a spreadsheet/), { target: { value: text } });
  fireEvent.click(screen.getByRole("button", { name: "Show the changes" }));
}

async function confirm(): Promise<void> {
  fireEvent.click(await screen.findByRole("button", { name: "Apply these changes" }));
  fireEvent.click(screen.getByRole("button", { name: "Yes, apply" }));
}

test("a sheet is shown with old and new before anything is sent to be applied", async () => {
  shop.on(call, () => json(200, edit({ changes: [change(2, { stock_to: 9 })] })));
  showPage(routes, "/seller/products/bulk");
  await paste("sku\tprice\nS-2\t25");

  expect(await screen.findByRole("heading", { name: "1 price and 1 stock change" })).toBeVisible();
  const row = screen.getByRole("row", { name: /Lamp 2/ });
  expect(within(row).getByText("$25.00")).toBeVisible();
  expect(within(row).getByText("9")).toBeVisible();
  const [sent] = shop.sent(call);
  expect(sent?.query.get("dry_run")).toBe("true");
  expect(sent?.headers.get("Content-Type")).toBe("text/csv");
  expect(sent?.body).toBe("sku\tprice\nS-2\t25");
});

test("applying sends what was shown, with its fingerprint and a key, and says what was done", async () => {
  shop.on(call, ({ query }) => json(200, edit({ applied: query.get("dry_run") === "false" })));
  showPage(routes, "/seller/products/bulk");
  await paste("sku,price\nS-2,25");
  await confirm();

  expect(await screen.findByText("One product is changed, as your pasted cells says.")).toBeVisible();
  const sent = shop.sent(call).at(-1);
  expect(sent?.query.get("dry_run")).toBe("false");
  expect(sent?.query.get("expected")).toBe("f".repeat(64));
  expect(sent?.headers.get("Idempotency-Key")).toMatch(/^[0-9a-f]{32}$/);
});

test("what changed meanwhile is shown anew and applied only after another look", async () => {
  let looks = 0;
  shop.on(call, ({ query }) => {
    if (query.get("expected") === "a".repeat(64)) return problem(409, "Sold meanwhile.");
    looks += 1;
    const fingerprint = (looks === 1 ? "a" : "b").repeat(64);
    return json(200, edit({ fingerprint, changes: [change(2, { price_from: looks === 1 ? 20 : 21 })] }));
  });
  showPage(routes, "/seller/products/bulk");
  await paste("sku,price\nS-2,25");
  await confirm();

  expect(await screen.findByText(/sold or changed since you looked/)).toBeVisible();
  expect(screen.getByText(/\$21\.00/)).toBeVisible();
  await confirm();
  await waitFor(() => expect(shop.sent(call).at(-1)?.query.get("expected")).toBe("b".repeat(64)));
});

test("a lost answer may be sent again with the same key", async () => {
  shop.on(call, ({ query }) => (query.get("dry_run") === "true" ? json(200, edit()) : lost()));
  showPage(routes, "/seller/products/bulk");
  await paste("sku,price\nS-2,25");
  await confirm();
  expect(await screen.findByText(/could not reach the market/)).toBeVisible();
  await confirm();
  await waitFor(() => expect(shop.sent(call)).toHaveLength(3));
  const keys = shop
    .sent(call)
    .slice(1)
    .map(({ headers }) => headers.get("Idempotency-Key"));
  expect(new Set(keys).size).toBe(1);
});

test("bad lines are listed by number, and nothing can be applied", async () => {
  const errors = [{ line: 7, field: "stock", message: "Must be a whole number" }];
  shop.on(call, () => json(200, edit({ failed: 3, errors, ignored_columns: ["name", "prise"] })));
  showPage(routes, "/seller/products/bulk");
  await paste("sku,stock\nS-2,x");

  const table = await screen.findByRole("table", { name: "Lines to mend" });
  expect(within(table).getByRole("row", { name: "7 stock Must be a whole number" })).toBeVisible();
  expect(screen.getByText("And 2 more.")).toBeVisible();
  expect(screen.getByText("This column is not used: prise.")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Apply these changes" })).not.toBeInTheDocument();
});

test("thousands of changes are shown fifty at a time", async () => {
  const changes = Array.from({ length: 120 }, (_, index) => change(index + 2));
  shop.on(call, () => json(200, edit({ changes })));
  showPage(routes, "/seller/products/bulk");
  await paste("sku,price\n...");

  expect(await screen.findByText("1 to 50 of 120")).toBeVisible();
  fireEvent.click(screen.getByRole("button", { name: "Next page" }));
  fireEvent.click(screen.getByRole("button", { name: "Next page" }));
  expect(screen.getByText("101 to 120 of 120")).toBeVisible();
  expect(screen.getAllByRole("row")).toHaveLength(21);
});

test("a file that cannot be a sheet says why and leaves the choice", async () => {
  shop.on(call, () => problem(422, "header: must have a column price or stock"));
  showPage(routes, "/seller/products/bulk");
  await paste("name\nLamp");
  expect(await screen.findByText("header: must have a column price or stock")).toBeVisible();
  expect(screen.getByRole("button", { name: "Choose a file" })).toBeVisible();
});

test("changes are counted in words, and a slip of the point stands out", () => {
  expect(changesInWords([])).toBe("Nothing changes");
  expect(changesInWords([change(2)])).toBe("1 price changes");
  expect(changesInWords([change(2), change(3, { price_to: 20, stock_to: 1 })])).toBe(
    "1 price and 1 stock change",
  );
  const prices = [5, 6.67, 20, 59.99, 60].map((price_to, line) => change(line, { price_to }));
  expect(surprisingPrices(prices).map(({ price_to }) => price_to)).toEqual([5, 60]);
});
