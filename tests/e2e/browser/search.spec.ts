import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "./axe";
import { expect, test } from "./shop";

const box = (page: Page) => page.getByRole("combobox", { name: "Search products" });
const panel = (page: Page) => page.getByRole("listbox", { name: "Suggestions" });
const cards = (page: Page) => page.getByRole("list", { name: "Products" }).getByRole("article");
/** What the arrows point at, while the focus stays in the box. */
const active = (page: Page) => page.getByRole("option", { selected: true });

/** The demo data's products have names of their own, such as this one. */
const kettle = "kettle";
const misspelt = "ketlle";

test("somebody without a mouse types, goes through the suggestions, and opens one", async ({ page }) => {
  await page.goto("/");
  await box(page).focus();
  await page.keyboard.type("kett", { delay: 30 });
  await expect(panel(page).getByRole("group", { name: "Products" })).toBeVisible();
  await expect(page.getByText(/^\d+ suggestions?$/)).toHaveCount(1);
  const first = panel(page).getByRole("option").first();
  await expect(first.locator("mark")).toHaveText(/^kett/i);

  await page.keyboard.press("ArrowDown");
  await expect(active(page)).toHaveCount(1);
  await expect(first).toHaveAttribute("aria-selected", "true");
  await expect(box(page)).toHaveAttribute(
    "aria-activedescendant",
    (await first.getAttribute("id")) ?? "none",
  );
  await page.keyboard.press("End");
  await expect(active(page)).toContainText("See all results for “kett”");
  await expect(active(page)).toBeInViewport();
  await page.keyboard.press("Home");
  await expect(first).toHaveAttribute("aria-selected", "true");

  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(box(page)).toHaveValue("kett");
  const product = panel(page).getByRole("group", { name: "Products" }).getByRole("option").first();
  await page.keyboard.press("ArrowDown");
  await expect(product).toBeVisible();
  while ((await product.getAttribute("aria-selected")) === "false") await page.keyboard.press("ArrowDown");
  const [name] = (await product.innerText()).split("\n");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: name ?? "" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();
  await expect(
    page.getByRole("region", { name: "Similar products" }).getByRole("article").first(),
  ).toBeVisible();
});

test("a category that is suggested opens the list with that filter", async ({ page }) => {
  await page.goto("/");
  await box(page).pressSequentially("light", { delay: 30 });
  await panel(page)
    .getByRole("group", { name: "Categories" })
    .getByRole("option", { name: /^Lighting/ })
    .click();
  await expect(page).toHaveURL(/\/products\?category=Lighting$/);
  await expect(page.getByRole("list", { name: "Active filters" })).toContainText("Lighting");
  await expect(box(page)).toHaveValue("");
});

test("a misspelt search finds what was meant, says so, and marks it", async ({ page }) => {
  await page.goto("/");
  await search(page, misspelt);
  await expect(page.getByText(`Showing results for ${kettle}.`)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: `Results for “${kettle}”` })).toBeVisible();
  await expect(cards(page).first().locator("mark")).toHaveText(/kettle/i);
  await expect(box(page)).toHaveValue(misspelt);

  await test.step("what was typed can be searched for as it is, until something else is", async () => {
    await page.getByRole("link", { name: `Search for ${misspelt} instead` }).click();
    await expect(page).toHaveURL(new RegExp(`search=${misspelt}&verbatim=true$`));
    await expect(
      page.getByRole("heading", { level: 1, name: `Nothing found for “${misspelt}”` }),
    ).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
    await search(page, misspelt);
    await expect(page).toHaveURL(new RegExp(`search=${misspelt}$`));
    await expect(page.getByText(`Showing results for ${kettle}.`)).toBeVisible();
    await search(page, kettle);
    await expect(page).toHaveURL(/\/products\?search=kettle$/);
  });
});

test("words that nothing has still show products, say why, and what may help", async ({ page }) => {
  await page.goto("/products?search=qqqqzzzz");
  await expect(page.getByRole("heading", { level: 1, name: "Nothing found for “qqqqzzzz”" })).toBeVisible();
  await expect(page.getByText(/^No product has this word\./)).toBeVisible();
  await expect(cards(page)).not.toHaveCount(0);
  await page
    .getByRole("region", { name: "What may help" })
    .getByRole("list", { name: "Categories to look around in" })
    .getByRole("link")
    .first()
    .click();
  await expect(page).toHaveURL(/\/products\?category=[^&]+$/);
});

test("filters and searches are steps in the history, all of it in the URL", async ({ page }) => {
  await page.goto("/");
  await search(page, kettle);
  await expect(page).toHaveURL(/\/products\?search=kettle$/);
  const inStock = page.getByRole("switch", { name: /^In stock only/ });
  await inStock.check();
  await expect(page).toHaveURL(/\/products\?search=kettle&in_stock=true$/);
  await page.getByLabel("Sort by").selectOption("price_asc");
  await expect(page).toHaveURL(/search=kettle&in_stock=true&sort=price_asc$/);

  await test.step("a new search begins anew, and back leads to the one before with its filters", async () => {
    await search(page, "lamp");
    await expect(page).toHaveURL(/\/products\?search=lamp$/);
    await expect(inStock).not.toBeChecked();
    await page.goBack();
    await expect(page).toHaveURL(/search=kettle&in_stock=true&sort=price_asc$/);
    await expect(box(page)).toHaveValue(kettle);
    await expect(inStock).toBeChecked();
    await expect(page.getByLabel("Sort by")).toHaveValue("price_asc");
    await page.goBack();
    await page.goBack();
    await expect(page).toHaveURL(/\/products\?search=kettle$/);
    await expect(inStock).not.toBeChecked();
    await page.goBack();
    await expect(page).toHaveURL(/\/$/);
    await expect(box(page)).toHaveValue("");
  });

  await test.step("what was searched for is offered again, and can be removed", async () => {
    await box(page).click();
    const recent = page.getByRole("listbox", { name: "Recent searches" }).getByRole("option");
    await expect(recent).toHaveText(["lamp", kettle]);
    await page.getByRole("button", { name: "Remove lamp from the recent searches" }).click();
    await expect(recent).toHaveText([kettle]);
    await page.reload();
    await box(page).click();
    await expect(recent).toHaveText([kettle]);
    await recent.click();
    await expect(page).toHaveURL(/\/products\?search=kettle$/);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the suggestions are as wide as the screen and the filters in a sheet, all big enough to touch", async ({
    page,
  }) => {
    await page.goto("/");
    await box(page).tap();
    await page.keyboard.type("kett", { delay: 30 });
    await expect(panel(page)).toBeVisible();
    const widths = await panel(page).evaluate((list) =>
      list.closest("div.absolute")?.getBoundingClientRect(),
    );
    expect([widths?.left, widths?.width]).toEqual([0, 390]);
    await expectTouchable(panel(page).getByRole("option"));
    await panel(page).getByRole("option", { name: "See all results for “kett”" }).tap();
    await expect(page).toHaveURL(/\/products\?search=kett$/);

    await page.getByRole("button", { name: "Filters" }).tap();
    const sheet = page.getByRole("dialog", { name: "Filters" });
    await expectTouchable(sheet.getByRole("list", { name: "Price bands" }).getByRole("button"));
    await sheet.getByText("In stock only").tap();
    await expect(page).toHaveURL(/in_stock=true/);
    const show = sheet.getByRole("button", { name: /^Show [\d,]+ products?$/ });
    await expectTouchable(show);
    await show.tap();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("list", { name: "Active filters" })).toContainText("In stock");
    await page.getByRole("button", { name: "Clear all" }).tap();
    await expect(page).toHaveURL(/\/products\?search=kett$/);
  });
});

test.describe("on the narrowest of phones", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("a word without an end makes no page wider than the screen, nor the categories their card", async ({
    page,
  }) => {
    await page.goto(`/products?search=${"q".repeat(1_500)}`);
    const card = page.getByRole("region", { name: "What may help" });
    await expect(card).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const right = async (element: Locator) => {
      const box = await element.boundingBox();
      return (box?.x ?? 0) + (box?.width ?? 0);
    };
    const within = (await right(card)) - 10;
    for (const link of await card.getByRole("link").all()) expect(await right(link)).toBeLessThan(within);
  });
});

test("axe finds nothing in the open panel", async ({ page }) => {
  await page.goto(`/products?search=${misspelt}`);
  await expect(cards(page)).not.toHaveCount(0);
  await box(page).fill("kett");
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expectAccessible(page, "suggestions");
  await search(page, kettle);
  await page.getByRole("button", { name: "Clear the search" }).click();
  await expect(page.getByRole("listbox", { name: "Recent searches" })).toBeVisible();
  await expectAccessible(page, "recent searches");
});

async function search(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.keyboard.press("Enter");
}

async function expectTouchable(elements: Locator): Promise<void> {
  const least_px = 44;
  for (const element of await elements.all())
    expect((await element.boundingBox())?.height, await element.innerText()).toBeGreaterThanOrEqual(least_px);
}
