import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { type Account, expect, type Product, type Shop, signIn, test } from "./shop";

interface Trade {
  seller: Account;
  product: Product;
  order: { id: string };
}

interface Dashboard {
  path: string | ((trade: Trade) => string);
  heading: RegExp;
}

const sellerPages: Dashboard[] = [
  { path: "/seller", heading: /Overview/ },
  { path: "/seller/products", heading: /Products/ },
  { path: "/seller/products/new", heading: /New product/ },
  { path: ({ product }) => `/seller/products/${product.id}`, heading: /Edit product/ },
  { path: ({ product }) => `/seller/products/${product.id}/log`, heading: /Stock log/ },
  { path: "/seller/products/bulk", heading: /Prices and stock/ },
  { path: "/seller/products/import", heading: /Import/ },
  { path: "/seller/orders", heading: /Orders/ },
  { path: ({ order }) => `/seller/orders/${order.id}/slip`, heading: /Packing slip/ },
  { path: "/seller/pickups", heading: /Pickups/ },
  { path: "/seller/buyers", heading: /Buyers/ },
  { path: "/seller/alerts", heading: /Alerts/ },
  { path: "/seller/alerts/settings", heading: /Alert settings/ },
];

const adminPages: Dashboard[] = [
  { path: "/admin", heading: /The market/ },
  { path: "/admin/users", heading: /Users/ },
  { path: "/admin/products", heading: /Products/ },
  { path: "/admin/orders", heading: /Orders/ },
  { path: "/admin/reports", heading: /Reports/ },
  { path: "/admin/reports?state=closed", heading: /Reports/ },
  { path: "/admin/searches", heading: /Searches/ },
  { path: "/admin/searches?show=unfound&days=7", heading: /Searches/ },
  { path: "/admin/synonyms", heading: /Synonyms/ },
  { path: "/admin/synonyms?search=nothing-like-it", heading: /Synonyms/ },
  { path: "/admin/health", heading: /Health/ },
  { path: "/admin/audit", heading: /Audit log/ },
];

test.describe.configure({ mode: "parallel" });

test("axe finds nothing on any page of the seller's dashboard", async ({ page, shop }) => {
  test.setTimeout(600_000);
  const trade = await traded(shop);
  await signIn(page, trade.seller, "/seller");
  for (const each of sellerPages) await look(page, each, trade);
});

test("axe finds nothing on any page of the admin's dashboard", async ({ page, shop }) => {
  test.setTimeout(600_000);
  const trade = await traded(shop);
  const admin = await shop.admin();
  await reported(shop, trade.seller);
  await signIn(page, admin, "/admin");
  for (const each of adminPages) await look(page, each, trade);
  await page.goto(`/admin/users?search=${encodeURIComponent(trade.seller.email)}`);
  await page.getByRole("link", { name: /^Nadia Test/ }).click();
  await page.waitForURL(/\/admin\/users\/[0-9a-f]{24}$/);
  await expectAccessible(page, "a user");
  await page.goto("/admin/reports");
  await page
    .getByRole("button", { name: /^Close the report/ })
    .first()
    .click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await expectAccessible(page, "closing a report");
});

test("axe finds nothing while an admin works on synonyms", async ({ page, shop }) => {
  test.setTimeout(600_000);
  await signIn(page, await shop.admin(), "/admin/synonyms?new=kettle");
  await page.getByRole("textbox", { name: /^Words and phrases/ }).fill("lamp,");
  await expect(page.getByRole("list", { name: "With this change" })).toBeVisible();
  await expectAccessible(page, "a new group with its preview");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page
    .getByRole("button", { name: /^Remove / })
    .first()
    .click();
  await expect(page.getByRole("dialog", { name: "Remove this group?" })).toBeVisible();
  await expectAccessible(page, "removing a group");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Import" }).click();
  await page.getByRole("textbox", { name: "Groups" }).fill("kettle");
  await page.getByRole("button", { name: "Check" }).click();
  await expect(page.getByRole("list", { name: "Lines to mend" })).toBeVisible();
  await expectAccessible(page, "an import with a bad line");
});

async function reported(shop: Shop, seller: Account): Promise<void> {
  const buyer = await shop.register();
  for (const body of ["Hello?", "Pay me directly.", "It is cheaper.", "Nobody will know."])
    await shop.write(seller, buyer, body);
  await shop.report(buyer, seller, "Wants to be paid outside of Souk.");
}

/** A seller whose pages have something to show. */
async function traded(shop: Shop): Promise<Trade> {
  const [seller, product] = [await shop.seller(), await shop.product(8)];
  const order = await shop.buy(await shop.register(), product, 4);
  return { seller, product, order };
}

async function look(page: Page, { path, heading }: Dashboard, trade: Trade): Promise<void> {
  const address = typeof path === "string" ? path : path(trade);
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1, name: heading }), address).toBeVisible();
  await expectAccessible(page, address);
}
