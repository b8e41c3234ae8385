import type { Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { type Account, expect, newWord, type Product, type Shop, signIn, test } from "./shop";

interface Stage {
  page: Page;
  shop: Shop;
  buyer: Account;
  product: Product;
}

interface PageUnderTest {
  name: string;
  /** What shows that the page is there with its content. */
  heading: RegExp;
  open: (stage: Stage) => Promise<unknown>;
  as?: "buyer";
  provoked?: number[];
}

const pages: PageUnderTest[] = [
  // the longest first, so that the others are done beside it
  {
    name: "API docs",
    heading: /The API of Souk/,
    open: async ({ page }) => {
      await page.goto("/api/docs");
      for (const id of ["listProducts", "placeOrder"]) {
        await page.locator(`#${id} summary`).first().click();
        await expect(page.locator(`#${id} figure`).first()).toBeVisible();
      }
    },
  },
  { name: "home", heading: /on the shelf/, open: ({ page }) => page.goto("/") },
  {
    name: "catalog with filters",
    heading: /Results for/,
    open: ({ page }) =>
      page.goto(
        "/products?search=lantern&category=Lighting&in_stock=true&min_price=1&max_price=900&sort=price_asc",
      ),
  },
  {
    name: "facets of a search",
    heading: /Results for/,
    open: async ({ page, shop }) => {
      const word = newWord();
      for (const material of ["Brass", "Copper"])
        for (const price of [9, 90, 900])
          await shop.product(5, price, {
            name: `Lantern ${word} ${material} ${price}`,
            attributes: { material },
          });
      await page.goto(`/products?search=${word}&attribute=material:Brass&max_price=99`);
      await expect(page.getByRole("checkbox", { name: /^Brass/, includeHidden: true })).toBeChecked();
    },
  },
  {
    name: "corrected search",
    heading: /Results for “kettle”/,
    open: ({ page }) => page.goto("/products?search=ketlle"),
  },
  {
    name: "empty search",
    heading: /Nothing found for/,
    open: ({ page }) => page.goto("/products?search=qqqqzzzz&verbatim=true"),
  },
  { name: "product", heading: /^Lantern/, open: ({ page, product }) => page.goto(`/products/${product.id}`) },
  {
    name: "sold-out product",
    heading: /^Lantern/,
    open: async ({ page, shop }) => page.goto(`/products/${(await shop.product(0)).id}`),
  },
  {
    name: "product that is not there",
    heading: /not here/,
    provoked: [404],
    open: ({ page }) => page.goto(`/products/${"0".repeat(24)}`),
  },
  { name: "empty cart", heading: /Your cart/, open: ({ page }) => page.goto("/cart") },
  {
    name: "full cart",
    as: "buyer",
    heading: /Your cart/,
    open: async ({ page, shop, buyer, product }) => {
      await shop.putInCart(buyer, product, 2);
      await signIn(page, buyer, "/cart");
    },
  },
  {
    name: "checkout",
    as: "buyer",
    heading: /Checkout/,
    open: async ({ page, shop, buyer, product }) => {
      await shop.putInCart(buyer, product);
      await signIn(page, buyer, "/checkout");
    },
  },
  {
    name: "confirmation",
    as: "buyer",
    heading: /Thank you for your order/,
    open: async ({ page, shop, buyer, product }) => {
      const { id } = await shop.buy(buyer, product);
      await signIn(page, buyer, `/orders/${id}?placed=1`);
    },
  },
  {
    name: "orders",
    as: "buyer",
    heading: /My orders/,
    open: async ({ page, shop, buyer, product }) => {
      await shop.buy(buyer, product);
      await signIn(page, buyer, "/orders");
    },
  },
  {
    name: "order",
    as: "buyer",
    heading: /^Order /,
    open: async ({ page, shop, buyer, product }) => {
      const { id } = await shop.buy(buyer, product);
      await signIn(page, buyer, `/orders/${id}`);
    },
  },
  { name: "login", heading: /Sign in/, open: ({ page }) => page.goto("/login") },
  { name: "register", heading: /Create an account/, open: ({ page }) => page.goto("/register") },
  {
    name: "account",
    as: "buyer",
    heading: /My account/,
    open: ({ page, buyer }) => signIn(page, buyer, "/account"),
  },
  {
    name: "alerts",
    as: "buyer",
    heading: /^Alerts$/,
    open: async ({ page, shop, buyer }) => {
      await shop.write(await shop.seller(), buyer, "Your lantern is ready.");
      await signIn(page, buyer, "/alerts");
      await expect(page.getByText(/wrote: Your lantern is ready/)).toBeVisible();
    },
  },
  {
    name: "alert settings",
    as: "buyer",
    heading: /Alert settings/,
    open: ({ page, buyer }) => signIn(page, buyer, "/alerts/settings"),
  },
  {
    name: "no messages",
    as: "buyer",
    heading: /Messages/,
    open: ({ page, buyer }) => signIn(page, buyer, "/messages"),
  },
  {
    name: "messages",
    as: "buyer",
    heading: /Messages/,
    open: async ({ page, shop, buyer }) => {
      await shop.write(await shop.seller(), buyer, "Your lantern is ready.");
      await signIn(page, buyer, "/messages");
    },
  },
  {
    name: "conversation",
    as: "buyer",
    heading: /Nadia Test/,
    open: async ({ page, shop, buyer, product }) => {
      const seller = await shop.seller();
      await shop.write(buyer, seller, "Is it of brass?");
      await shop.write(seller, buyer, "It is: https://souk.test/brass");
      await signIn(page, buyer, `/messages/${seller.id}?about=product:${product.id}`);
      await expect(page.getByRole("textbox", { name: /^Message to/ })).toBeVisible();
    },
  },
  {
    name: "conversation with nobody",
    as: "buyer",
    heading: /Nobody here/,
    provoked: [404],
    open: ({ page, buyer }) => signIn(page, buyer, `/messages/${"0".repeat(24)}`),
  },
  { name: "not found", heading: /No stall/, open: ({ page }) => page.goto("/no/such/page") },
];

test.describe.configure({ mode: "parallel" });

for (const { name, heading, open, as, provoked = [] } of pages) {
  test.describe(name, () => {
    test.use({ provoked });
    test(`${name}: axe finds nothing at 390 and 1280 px, light and dark`, async ({ page, shop }) => {
      const buyer = as ? await shop.register() : { id: "", email: "", token: "", password: "" };
      await open({ page, shop, buyer, product: await shop.product(20) });
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expectAccessible(page, name);
    });
  });
}
