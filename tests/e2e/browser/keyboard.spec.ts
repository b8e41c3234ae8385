import type { Page } from "@playwright/test";
import { expect, password, test } from "./shop";

test("somebody without a mouse signs in, searches and buys", async ({ page, shop }) => {
  const [buyer, product] = [await shop.register(), await shop.product(4)];

  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();

  await tabTo(page, "Sign in");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await tabTo(page, "Email");
  await page.keyboard.type(buyer.email);
  await tabTo(page, "Password");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Account of/ })).toBeVisible();

  await tabTo(page, "Search products");
  await page.keyboard.type(product.name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article").filter({ hasText: product.name })).toBeVisible();
  await tabTo(page, product.name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: product.name })).toBeVisible();

  await tabTo(page, "One more");
  await page.keyboard.press("Space");
  await tabTo(page, "Buy now");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Checkout" })).toBeVisible();
  await tabTo(page, /^Place order/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Thank you for your order" })).toBeVisible();
  await expect(page.locator("main")).toContainText(product.name);
});

/** Presses Tab until what has the focus bears this name; it has to be visible there. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const most = 150;
  for (let pressed = 0; pressed < most; pressed += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator("*:focus");
    if ((await focused.count()) === 0) continue;
    const own = await focused.evaluate((element) => {
      const labels = (element as HTMLInputElement).labels;
      const label = labels?.[0]?.textContent ?? element.textContent ?? "";
      return (element.getAttribute("aria-label") ?? label).trim();
    });
    if (typeof name === "string" ? own === name : name.test(own)) {
      await expect(focused).toBeInViewport();
      return;
    }
  }
  throw new Error(`${most} times Tab did not lead to ${name}`);
}
