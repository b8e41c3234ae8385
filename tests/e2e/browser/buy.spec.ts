import { expect, password, signIn, test } from "./shop";

test("a visitor browses, fills a cart, registers, buys, and finds the order", async ({ page, shop }) => {
  const wanted = await shop.product(7, 34.5);

  await test.step("searches and filters, all of it in the URL", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.getByRole("combobox", { name: "Search products" }).fill(wanted.name);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/products\?search=Lantern/);
    await expect(page.getByRole("article")).not.toHaveCount(0);

    const filters = page.getByRole("complementary", { name: "Filters" });
    await filters.getByRole("switch", { name: "In stock only" }).check();
    await expect(page).toHaveURL(/in_stock=true/);
    await filters.getByRole("checkbox", { name: "Lighting" }).check();
    await expect(page).toHaveURL(/category=Lighting/);
    await filters.getByRole("textbox", { name: "Lowest price" }).fill("30");
    await filters.getByRole("textbox", { name: "Highest price" }).fill("40");
    await filters.getByRole("button", { name: "Apply the price" }).click();
    await expect(page).toHaveURL(/min_price=30&max_price=40/);
    await page.getByLabel("Sort by").selectOption("price_asc");
    await expect(page).toHaveURL(/sort=price_asc/);

    await page.reload();
    await expect(filters.getByRole("switch", { name: "In stock only" })).toBeChecked();
    await expect(page.getByLabel("Sort by")).toHaveValue("price_asc");
    await expect(page.getByRole("article").filter({ hasText: wanted.name })).toBeVisible();
    await page.goBack();
    await expect(page).not.toHaveURL(/sort=price_asc/);
    await page.goForward();
  });

  await test.step("opens the product and puts two into the cart", async () => {
    await page.getByRole("link", { name: wanted.name }).click();
    await expect(page.getByRole("heading", { level: 1, name: wanted.name })).toBeVisible();
    await expect(page.getByRole("region", { name: "Buy" })).toContainText("7 in stock");
    await page.getByRole("button", { name: "One more" }).click();
    await page.getByRole("button", { name: "Add to cart" }).click();
    await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
  });

  await test.step("registers on the way to the checkout, and the cart comes along", async () => {
    await page.getByRole("link", { name: "Cart, 2 items" }).click();
    await page.getByRole("link", { name: "Go to checkout" }).click();
    await expect(page).toHaveURL(/\/login\?next=/);
    await page.getByRole("link", { name: "Create an account" }).click();
    await page.getByLabel("I want to buy").check({ force: true });
    await page.getByLabel("Name", { exact: true }).fill("Vera Visitor");
    await page.getByLabel("Email", { exact: true }).fill(`vera-${Date.now()}@example.test`);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Create the account" }).click();
    await expect(page).toHaveURL(/\/checkout$/);
    await expect(page.getByRole("list", { name: "Your order" }).getByText(wanted.name)).toBeVisible();
  });

  await test.step("orders, and reads when and where to pick it up", async () => {
    await page.getByRole("button", { name: "Place order · $69.00" }).click();
    await expect(page.getByRole("heading", { name: "Thank you for your order" })).toBeVisible();
    const day = new Intl.DateTimeFormat("en-GB", {
      timeZone: "America/New_York",
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
    }).formatToParts(Date.now() + 2 * 24 * 3600 * 1000);
    for (const part of day.filter(({ type }) => type !== "literal"))
      await expect(page.locator("time").first()).toContainText(part.value);
    await expect(page.locator("time").first()).toContainText("8:00 AM (New York time)");
    await expect(page.getByText("Souk Market Hall, 12 Lantern Street")).toBeVisible();
    await expect(page.getByRole("link", { name: "Cart, empty" })).toBeVisible();
  });

  await test.step("finds it in the history", async () => {
    await page.getByRole("button", { name: "Account of Vera Visitor" }).click();
    await page
      .getByRole("navigation", { name: "Account", exact: true })
      .getByRole("link", { name: "My orders" })
      .click();
    await expect(page.getByText("One order")).toBeVisible();
    await page
      .getByRole("article")
      .filter({ hasText: wanted.name })
      .getByRole("link", { name: /^Order / })
      .click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    await expect(page.getByText(wanted.name)).toBeVisible();
  });
});

test("an order can be given up until it is handed over", async ({ page, shop }) => {
  const [buyer, product] = [await shop.register(), await shop.product(3)];
  const { id } = await shop.buy(buyer, product, 2);
  await signIn(page, buyer, `/orders/${id}`);
  await page.getByRole("button", { name: "Cancel the order" }).click();
  await page.getByRole("button", { name: "Yes, cancel it" }).click();
  await expect(page.getByText("Your order is cancelled.")).toBeVisible();
  await page.goto(`/products/${product.id}`);
  await expect(page.getByRole("region", { name: "Buy" }).getByText("Only 3 left")).toBeVisible();
});
