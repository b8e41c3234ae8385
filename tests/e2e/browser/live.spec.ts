import { expect, signIn, test } from "./shop";

const shownWithin_ms = 1_000;

test("what one buys, the other's card and page show within a second, without a reload", async ({
  another,
  shop,
}) => {
  const [buyer, product] = [await shop.register(), await shop.product(3)];
  const [card, detail, buying] = [await another(), await another(), await another()];
  await card.goto(`/products?${new URLSearchParams({ search: product.name })}`);
  await detail.goto(`/products/${product.id}`);
  const onCard = card.getByRole("article").filter({ hasText: product.name });
  const inDetail = detail.getByRole("region", { name: "Buy" });
  await expect(onCard).toContainText("Only 3 left");
  await expect(inDetail).toContainText("Only 3 left");

  await signIn(buying, buyer, `/products/${product.id}`);
  await buying.getByRole("button", { name: "Buy now" }).click();
  await buying.getByRole("button", { name: /^Place order/ }).click();
  await expect(buying.getByRole("heading", { name: "Thank you for your order" })).toBeVisible();

  await Promise.all([
    expect(onCard).toContainText("Only 2 left", { timeout: shownWithin_ms }),
    expect(inDetail).toContainText("Only 2 left", { timeout: shownWithin_ms }),
  ]);

  await shop.buy(buyer, product, 2);
  await Promise.all([
    expect(onCard).toContainText("Sold out", { timeout: shownWithin_ms }),
    expect(inDetail).toContainText("Sold out", { timeout: shownWithin_ms }),
  ]);
  await expect(detail.getByRole("button", { name: "Add to cart" })).toHaveCount(0);
});

test("a new price shows on an open page", async ({ page, shop }) => {
  const product = await shop.product(3, 10);
  await page.goto(`/products/${product.id}`);
  await expect(page.getByRole("region", { name: "Buy" })).toContainText("$10.00");
  await shop.changePrice(product, 12.5);
  await expect(page.getByRole("region", { name: "Buy" })).toContainText("$12.50", { timeout: 3_000 });
});
