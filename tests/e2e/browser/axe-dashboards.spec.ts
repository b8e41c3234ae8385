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
];

const adminPages: Dashboard[] = [
  { path: "/admin", heading: /The market/ },
  { path: "/admin/users", heading: /Users/ },
  { path: "/admin/products", heading: /Products/ },
  { path: "/admin/orders", heading: /Orders/ },
  { path: "/admin/health", heading: /Health/ },
  { path: "/admin/audit", heading: /Audit log/ },
];

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
  await signIn(page, admin, "/admin");
  for (const each of adminPages) await look(page, each, trade);
  await page.goto(`/admin/users?search=${encodeURIComponent(trade.seller.email)}`);
  await page.getByRole("link", { name: /Nadia Test/ }).click();
  await page.waitForURL(/\/admin\/users\/[0-9a-f]{24}$/);
  await expectAccessible(page, "a user");
});

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
