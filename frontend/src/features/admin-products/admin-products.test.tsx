import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ModeratedProduct } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { productOf } from "@/testing/samples";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { changesText } from "./changes";
import { adminProductsRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminProductsRoutes }];
const list = "GET /api/admin/products";
const changed_at = "2026-01-02T08:00:00.000Z";

function waiting(id: string, name: string, change: Partial<ModeratedProduct> = {}): ModeratedProduct {
  const unreviewed = { since: changed_at, changed_at, changes: ["new" as const] };
  return { ...productOf({ id, name }), disabled_by: null, unreviewed, ...change };
}

const kettle = waiting("65f0000000000000000000a1", "Copper kettle");
const basket = waiting("65f0000000000000000000a2", "Reed basket");
const oneOf = (product: ModeratedProduct, what: string) => `PUT /api/admin/products/${product.id}/${what}`;

function queueIs(...items: ModeratedProduct[]): void {
  shop.on(list, () => json(200, { items, total: items.length, page: 1, pages: 1 }));
}

beforeEach(() => {
  signedIn("admin");
  queueIs(kettle, basket);
});
afterEach(signedOut);

const card = (name: string) => screen.findByRole("article", { name });

test("F says fine of the version that was looked at, and the next card has the focus", async () => {
  showPage(routes, "/admin/products");
  const first = await card("Copper kettle");
  act(() => first.focus());
  shop.on(oneOf(kettle, "review"), () => {
    queueIs(basket);
    return json(200, { ...kettle, unreviewed: null });
  });
  fireEvent.keyDown(first, { key: "f" });
  await waitFor(() => expect(first).not.toBeInTheDocument());
  expect(shop.sent(oneOf(kettle, "review"))[0]?.body).toEqual({ changed_at });
  expect(await card("Reed basket")).toHaveFocus();
});

test("arrow keys go from card to card, and letters typed elsewhere do nothing", async () => {
  showPage(routes, "/admin/products");
  const [first, second] = [await card("Copper kettle"), await card("Reed basket")];
  act(() => first.focus());
  fireEvent.keyDown(first, { key: "ArrowDown" });
  expect(second).toHaveFocus();
  fireEvent.keyDown(second, { key: "k" });
  expect(first).toHaveFocus();
  fireEvent.keyDown(within(first).getByRole("link", { name: "Copper kettle" }), { key: "d" });
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

test("D asks for the reason, and disables with it", async () => {
  showPage(routes, "/admin/products");
  const first = await card("Copper kettle");
  act(() => first.focus());
  fireEvent.keyDown(first, { key: "d" });
  const dialog = within(await screen.findByRole("dialog"));
  shop.on(oneOf(kettle, "disable"), () => json(200, kettle));
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "A fake." } });
  fireEvent.click(dialog.getByRole("button", { name: "Disable" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(shop.sent(oneOf(kettle, "disable"))[0]?.body).toEqual({ reason: "A fake." });
});

test("a product that changed meanwhile stays, and that is said", async () => {
  showPage(routes, "/admin/products");
  shop.on(oneOf(kettle, "review"), () => problem(409, "The seller has changed this product."));
  fireEvent.click(await screen.findByRole("button", { name: "Copper kettle is fine" }));
  expect(await screen.findByText("The seller has changed this product.")).toBeVisible();
  expect(await card("Copper kettle")).toBeVisible();
});

test("the queue of what is disabled shows why, and enables", async () => {
  queueIs({
    ...kettle,
    status: "disabled",
    disabled_by: "admin",
    disabled_reason: "A fake.",
    unreviewed: null,
  });
  showPage(routes, "/admin/products?queue=disabled");
  expect(await screen.findByText("A fake.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Disabled" })).toHaveAttribute("aria-current", "page");
  expect(shop.sent(list)[0]?.query.get("queue")).toBe("disabled");
  shop.on(oneOf(kettle, "enable"), () => {
    queueIs();
    return json(200, kettle);
  });
  fireEvent.click(screen.getByRole("button", { name: "Enable Copper kettle" }));
  expect(await screen.findByRole("heading", { name: "Nothing is disabled" })).toBeVisible();
});

test("an empty queue says that all is done", async () => {
  queueIs();
  showPage(routes, "/admin/products");
  expect(await screen.findByRole("heading", { name: "Nothing waits" })).toBeVisible();
});

test("what changed is said in words", () => {
  const said = (...changes: Parameters<typeof changesText>[0]["changes"]) =>
    changesText({ since: changed_at, changed_at, changes });
  expect(said("name", "new")).toBe("New on the market");
  expect(said("images")).toBe("Pictures changed");
  expect(said("name", "description", "images")).toBe("Name, description and pictures changed");
});
