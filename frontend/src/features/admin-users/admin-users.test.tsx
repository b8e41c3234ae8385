import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { UserDetail } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { ofDeleting, ofDisabling, ofRole } from "./consequences";
import { adminUsersRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminUsersRoutes }];
const ties = { products_on_sale: 3, open_orders_as_buyer: 0, open_orders_as_seller: 1, sessions: 2 };
const seller: UserDetail = {
  id: "65f0000000000000000000c1",
  name: "Atlas",
  email: "atlas@example.com",
  role: "seller",
  status: "active",
  disabled_reason: null,
  created_at: "2026-01-01T00:00:00.000Z",
  signed_in_at: null,
  ties,
};
const one = `/api/admin/users/${seller.id}`;

beforeEach(() => {
  signedIn("admin");
  shop.on(`GET ${one}`, () => json(200, seller));
  shop.on("GET /api/admin/users", () => json(200, { items: [seller], total: 1, page: 1, pages: 1 }));
});
afterEach(signedOut);

async function show(): Promise<void> {
  showPage(routes, `/admin/users/${seller.id}`);
  await screen.findByRole("heading", { name: "Atlas", level: 1 });
}

test("search and filters in the address are what the server is asked for", async () => {
  showPage(routes, "/admin/users?search=atl&role=seller&status=nonsense&page=2");
  expect(await screen.findByRole("link", { name: "Atlas" })).toHaveAttribute(
    "href",
    `/admin/users/${seller.id}`,
  );
  expect(Object.fromEntries(shop.sent("GET /api/admin/users")[0]?.query ?? [])).toEqual({
    search: "atl",
    role: "seller",
    page: "2",
    limit: "20",
  });
});

test("an account is disabled with a reason, and not without one", async () => {
  await show();
  const disabled = { ...seller, status: "disabled" as const, disabled_reason: "Sold fakes." };
  shop.on(`PUT ${one}/status`, () => json(200, disabled));
  fireEvent.click(screen.getByRole("button", { name: "Disable…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/3 products on sale leave the market, and come back/)).toBeVisible();
  fireEvent.click(dialog.getByRole("button", { name: "Disable" }));
  expect(await dialog.findByText("Say why, in a few words.")).toBeVisible();
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: " Sold\nfakes. " } });
  fireEvent.click(dialog.getByRole("button", { name: "Disable" }));
  expect(await screen.findByRole("button", { name: "Enable" })).toBeVisible();
  expect(shop.sent(`PUT ${one}/status`).map(({ body }) => body)).toEqual([
    { status: "disabled", reason: "Sold fakes." },
  ]);
});

test("what the server refuses is said in the dialog", async () => {
  await show();
  shop.on(`PUT ${one}/status`, () => problem(409, "This account is disabled already."));
  fireEvent.click(screen.getByRole("button", { name: "Disable…" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByLabelText("Reason"), { target: { value: "Sold fakes." } });
  fireEvent.click(dialog.getByRole("button", { name: "Disable" }));
  expect(await dialog.findByText("This account is disabled already.")).toBeVisible();
});

test("an account is deleted once its email has been typed", async () => {
  await show();
  shop.on(`DELETE ${one}`, () => new Response(null, { status: 204 }));
  fireEvent.click(screen.getByRole("button", { name: "Delete…" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.change(dialog.getByLabelText(/^Type/), { target: { value: "atlas" } });
  fireEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  expect(await dialog.findByText(/Type their email/)).toBeVisible();
  expect(shop.sent(`DELETE ${one}`)).toHaveLength(0);
  fireEvent.change(dialog.getByLabelText(/^Type/), { target: { value: " Atlas@example.com" } });
  fireEvent.click(dialog.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(shop.sent(`DELETE ${one}`)[0]?.body).toEqual({ confirm: "Atlas@example.com" });
});

test("a role is changed after its consequences were shown", async () => {
  await show();
  shop.on(`PUT ${one}/role`, () => json(200, { ...seller, role: "buyer" }));
  expect(screen.getByRole("button", { name: "Change…" })).toBeDisabled();
  fireEvent.change(screen.getByLabelText("Role"), { target: { value: "buyer" } });
  fireEvent.click(screen.getByRole("button", { name: "Change…" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/leave the market until they are a seller again/)).toBeVisible();
  fireEvent.click(dialog.getByRole("button", { name: "Change the role" }));
  await waitFor(() => expect(shop.sent(`PUT ${one}/role`)[0]?.body).toEqual({ role: "buyer" }));
});

test("nobody acts on their own account", async () => {
  const me = signedIn("admin");
  shop.on(`GET /api/admin/users/${me.id}`, () => json(200, { ...seller, id: me.id, role: "admin" }));
  showPage(routes, `/admin/users/${me.id}`);
  expect(await screen.findByRole("heading", { name: "This is you" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Delete…" })).not.toBeInTheDocument();
});

test("consequences name what is there, and only that", () => {
  const none = { products_on_sale: 0, open_orders_as_buyer: 0, open_orders_as_seller: 0, sessions: 0 };
  expect(ofDisabling({ ...seller, ties: none })).toHaveLength(1);
  expect(ofDeleting(seller).join(" ")).toContain("stays open: an admin has to complete or cancel it.");
  expect(ofDeleting({ ...seller, ties: { ...ties, open_orders_as_seller: 1_000 } }).join(" ")).toContain(
    "1,000 open orders or more that they have to hand over stay open",
  );
  const buyer: UserDetail = { ...seller, role: "buyer", ties: { ...none, open_orders_as_buyer: 2 } };
  expect(ofDeleting(buyer)).toContain("2 open orders of theirs are not cancelled by this.");
  expect(ofRole(buyer, "admin").at(-1)).toBe("They can do all that you can, also to your account.");
});
