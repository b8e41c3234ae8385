import type { Page } from "@playwright/test";
import { type Account, expect, type Product, signIn, test } from "./shop";

const live = { timeout: 3_000 };
/** A clean close is seen as offline within ten seconds. */
const left = { timeout: 10_000 };

const soldBy = (page: Page) => page.getByRole("region", { name: "Buy" }).getByText(/^Sold by/);

test("a product says whether its seller is there: as they come, go, and hide", async ({
  page,
  another,
  shop,
}) => {
  const [product, stall] = [await shop.product(3), await another()];
  await signIn(page, await shop.register(), `/products/${product.id}`);
  await expect(soldBy(page)).toContainText("offline", left);

  await signIn(stall, await shop.seller(), "/account");
  await expect(soldBy(page)).toContainText("online", live);

  const hiding = stall.getByRole("switch", { name: "Appear offline" });
  await hiding.click();
  await expect(soldBy(page)).toContainText("offline", live);
  await stall.reload();
  await expect(hiding).toBeChecked();
  await expect(soldBy(page)).toContainText("offline");
  await hiding.click();
  await expect(soldBy(page)).toContainText("online", live);

  await stall.close();
  await expect(soldBy(page)).toContainText("offline", left);
});

test("visitors are told of nobody whether they are there", async ({ page, another, shop }) => {
  const [product, stall] = [await shop.product(3), await another()];
  await signIn(stall, await shop.seller());
  await page.goto(`/products/${product.id}`);
  await expect(soldBy(page)).toBeVisible();
  await expect(page.getByRole("region", { name: "Buy" })).toContainText("Only 3 left");
  await expect(soldBy(page)).not.toContainText(/online|offline/);
});

test("a visitor asks the seller, by way of signing in, and the seller reads what it is about", async ({
  page,
  another,
  shop,
}) => {
  const [product, buyer, stall] = [await shop.product(3), await shop.register(), await another()];
  const question = "Does it come with a wick?";
  await page.goto(`/products/${product.id}`);
  await page.getByRole("link", { name: "Ask the seller" }).click();
  await page.waitForURL(/\/login\?next=/);
  await page.getByLabel("Email", { exact: true }).fill(buyer.email);
  await page.getByLabel("Password", { exact: true }).fill(buyer.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(new RegExp(`/messages/[0-9a-f]{24}\\?about=product:${product.id}$`));
  await expect(page.getByText(product.name)).toBeVisible();
  const box = page.getByRole("textbox", { name: /^Message to/ });
  await box.fill(question);
  await box.press("Enter");
  await expect(page.getByRole("main")).toContainText(question);

  await signIn(stall, await shop.seller(), "/messages");
  await stall.getByRole("link", { name: /wick/ }).click();
  await expect(stall.getByRole("main").getByText(question).last()).toBeVisible();
  await expect(stall.getByRole("link", { name: new RegExp(product.name) })).toBeVisible();
});

test("seller and buyer reach each other from an order", async ({ page, another, shop }) => {
  const [buyer, product, stall] = [await shop.register(), await shop.product(3), await another()];
  const { id } = await shop.buy(buyer, product);
  const about = new RegExp(`/messages/[0-9a-f]{24}\\?about=order:${id}$`);
  await signIn(page, buyer, `/orders/${id}`);
  await page.getByRole("link", { name: /^Message / }).click();
  await page.waitForURL(about);

  await signIn(stall, await shop.seller(), `/seller/orders?search=${id}`);
  await stall.getByRole("button", { name: id.slice(-8).toUpperCase(), exact: true }).click();
  const sheet = stall.getByRole("dialog");
  await expect(sheet.getByText("(online)")).toBeAttached(live);
  await sheet.getByRole("link", { name: /^Message / }).click();
  await stall.waitForURL(about);
});

const cartIn = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Cart/ });
const corner = (page: Page) => page.getByRole("region", { name: "Notices" });

/** A visitor elsewhere in the shop and a buyer with the cart open, each with three pieces of the product. */
async function fillCarts(visitor: Page, buyer: Page, account: Account, product: Product): Promise<void> {
  await visitor.goto(`/products/${product.id}`);
  for (let more = 1; more < 3; more += 1) await visitor.getByRole("button", { name: "One more" }).click();
  await visitor.getByRole("button", { name: "Add to cart" }).click();
  await expect(visitor.getByText("Added to your cart.")).toBeVisible();
  await visitor.goto("/");
  await expect(cartIn(visitor)).toHaveAccessibleName("Cart, 3 items");
  await signIn(buyer, account, "/cart");
  await expect(buyer.getByRole("link", { name: product.name })).toBeVisible();
}

test("a cart says at once what happens to its product, where it is open and where not", async ({
  page: visitor,
  another,
  shop,
}) => {
  const [product, account, others] = [
    await shop.product(12, 20),
    await shop.register(),
    await shop.register(),
  ];
  const buyer = await another();
  const [cart, name] = [buyer.getByRole("list", { name: "In your cart" }), `“${product.name}” in your cart`];
  await shop.putInCart(account, product, 3);
  await fillCarts(visitor, buyer, account, product);
  await expect(corner(visitor).getByText(name)).toHaveCount(0);

  /** What the open cart says beside the line, and the corner of the shop elsewhere. */
  async function said(onLine: string, elsewhere: string): Promise<void> {
    await Promise.all([
      expect(cart.getByRole("status").getByText(onLine, { exact: true })).toBeVisible(live),
      expect(corner(visitor).getByText(`${name} ${elsewhere}`, { exact: true })).toBeVisible(live),
    ]);
  }

  await test.step("another price, and again another", async () => {
    await shop.changePrice(product, 25);
    await said("Price changed from $20.00 to $25.00.", "now costs $25.00 instead of $20.00.");
    await expect(cartIn(visitor)).toHaveAccessibleName("Cart, 3 items: one product needs a look");
    await shop.changePrice(product, 22.5);
    await said("Price changed from $20.00 to $22.50.", "now costs $22.50 instead of $25.00.");
    await expect(buyer.getByRole("region", { name: /^Total/ })).toContainText("$67.50");
  });

  await test.step("it runs low, sells out, and is back", async () => {
    await shop.buy(others, product, 7);
    await said("Running low: only 5 left.", "runs low: only 5 left.");
    await shop.buy(others, product, 5);
    await said("Sold out.", "is sold out.");
    await shop.restock(product, 9);
    await said("Back in stock.", "is back in stock.");
  });

  await test.step("an admin takes it off the market, and gives it back", async () => {
    await shop.disable(product, "The picture shows another lantern.");
    await Promise.all([
      expect(cart.getByRole("status").getByText(/The picture shows another lantern/)).toBeVisible(live),
      expect(corner(visitor).getByText(`${name} is no longer on sale.`)).toBeVisible(live),
    ]);
    await shop.disable(product, null);
    await said("On sale again.", "is on sale again.");
  });
  await expect(corner(buyer).getByText(name)).toHaveCount(0);

  await test.step("a cart that is opened only now says what is different, and the mark goes", async () => {
    await expect(cartIn(visitor)).toHaveAccessibleName("Cart, 3 items: one product needs a look");
    await cartIn(visitor).click();
    await expect(visitor.getByText("Price changed from $20.00 to $22.50.")).toBeVisible();
    await expect(cartIn(visitor)).toHaveAccessibleName("Cart, 3 items");
  });
});

test("the toast leads to the cart, which tells it once more; the checkout asks to agree", async ({
  page,
  shop,
}) => {
  const [buyer, product] = [await shop.register(), await shop.product(9, 20)];
  await shop.putInCart(buyer, product);
  await signIn(page, buyer, "/products");
  await expect(cartIn(page)).toHaveAccessibleName("Cart, 1 item");
  await expect(page.getByRole("article").first()).toBeVisible();
  await shop.changePrice(product, 25);
  await corner(page).getByRole("button", { name: "See cart" }).click();
  await expect(page.getByText("Price changed from $20.00 to $25.00.")).toBeVisible();
  await expect(cartIn(page)).toHaveAccessibleName("Cart, 1 item");

  await page.getByRole("link", { name: "Go to checkout" }).click();
  await expect(page.getByRole("button", { name: /^Place order/ })).toContainText("$25.00");
  await expect(page.getByText(/^Price changed/)).toHaveCount(0);
  await shop.changePrice(product, 30);
  await page.getByRole("button", { name: `Accept the new price of ${product.name}` }).click(live);
  await page.getByRole("button", { name: "Place order · $30.00" }).click();
  await expect(page.getByRole("heading", { name: "Thank you for your order" })).toBeVisible();
  await expect(cartIn(page)).toHaveAccessibleName("Cart, empty");
  await expect(corner(page).getByText("in your cart")).toHaveCount(0);
});
