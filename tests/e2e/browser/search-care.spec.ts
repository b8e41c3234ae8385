import type { Page } from "@playwright/test";
import { expect, newWord, signIn, test } from "./shop";

const cards = (page: Page) => page.getByRole("list", { name: "Products" }).getByRole("article");
const box = (page: Page) => page.getByRole("combobox", { name: "Search products" });
/** What is written or searched is known everywhere, and counted, within this time. */
const soon = { timeout: 20_000 };

test("attributes and prices narrow a search, all of it in the URL, and back restores each step", async ({
  page,
  shop,
}) => {
  const word = newWord();
  // of their own kind: what tells others apart depends on what other tests put on the shelf
  const category = `Lanterns ${word}`;
  for (const material of ["Brass", "Copper"])
    for (const price of [9, 60, 500])
      await shop.product(9, price, {
        name: `Lantern ${word} ${material} ${price}`,
        category,
        attributes: { material, height_cm: price === 9 ? 12 : 40 },
      });
  await expect.poll(() => attributesOffered(page, word), soon).toEqual(["height_cm", "material"]);
  await page.goto(`/products?search=${word}`);
  await expect(cards(page)).toHaveCount(6);
  const material = page.getByRole("group", { name: "Material" });
  const brass = material.getByRole("checkbox", { name: /^Brass/ });
  const copper = material.getByRole("checkbox", { name: /^Copper/ });

  await brass.check();
  await expect(page).toHaveURL(/attribute=material%3ABrass$/);
  await expect(cards(page)).toHaveCount(3);
  await page
    .getByRole("group", { name: "Height" })
    .getByRole("checkbox", { name: /^40 cm/ })
    .check();
  await expect(cards(page)).toHaveCount(2);
  const bands = page.getByRole("list", { name: "Price bands" });
  const cheaper = bands.getByRole("button").first();
  await cheaper.click();
  await expect(cheaper).toHaveAttribute("aria-pressed", "true");
  await expect(cards(page)).toHaveCount(1);
  const chips = page.getByRole("list", { name: "Active filters" });
  await expect(chips).toContainText("Material: Brass");
  await expect(chips).toContainText("Height: 40 cm");
  await page.reload();
  await expect(cards(page)).toHaveCount(1);
  await expect(brass).toBeChecked();

  await page.goBack();
  await expect(cards(page)).toHaveCount(2);
  await expect(bands.getByRole("button", { pressed: true })).toHaveCount(0);
  await page.goBack();
  await expect(cards(page)).toHaveCount(3);
  await copper.check();
  await expect(cards(page)).toHaveCount(6);
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(page).toHaveURL(new RegExp(`/products\\?search=${word}$`));
  await expect(brass).not.toBeChecked();
});

test("an admin adds a synonym after a look at what it does, and a shopper's search finds by it", async ({
  page,
  another,
  shop,
}) => {
  const [known, unknown] = [newWord(), newWord()];
  const product = await shop.product(5, 19.99, { name: `Lantern ${known}` });
  const shopper = await another();
  await shopper.goto(`/products?search=${unknown}`);
  await expect(
    shopper.getByRole("heading", { level: 1, name: `Nothing found for “${unknown}”` }),
  ).toBeVisible();

  await signIn(page, await shop.admin(), "/admin/synonyms");
  await page.getByRole("button", { name: "Add a group" }).click();
  const dialog = page.getByRole("dialog", { name: "New group of synonyms" });
  await expect(dialog.getByRole("textbox", { name: /^Words and phrases/ })).toBeFocused();
  await page.keyboard.type(`${unknown},`);
  await expect(dialog.getByText("Nothing is found: shoppers are shown what is new.")).toBeVisible();
  await page.keyboard.type(known);
  await page.keyboard.press("Enter");
  const after = dialog.getByRole("list", { name: "With this change" });
  await expect(after).toContainText(product.name);
  await expect(after).toContainText("New near the top");
  await expect(dialog.getByText("Finds 1 product, instead of 0. 1 near the top is new.")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: unknown })).toContainText(known);

  await expect(async () => {
    await shopper.reload();
    await expect(cards(shopper)).toHaveCount(1, { timeout: 1_000 });
  }).toPass(soon);
  await expect(cards(shopper).getByRole("link", { name: product.name }).locator("mark")).toHaveText(known);
  await page.goto("/admin/audit");
  await expect(page.getByRole("link", { name: `${unknown}, ${known}` })).toHaveAttribute(
    "href",
    "/admin/synonyms",
  );
});

test("what is searched for in vain, and what is chosen, shows on the admin's page of searches", async ({
  page,
  another,
  shop,
}) => {
  const [known, unknown] = [newWord(), newWord()];
  const product = await shop.product(5, 19.99, { name: `Lantern ${known}` });
  const shopper = await another();
  await shopper.goto("/");
  for (const text of [unknown, known]) {
    await box(shopper).fill(text);
    await shopper.keyboard.press("Enter");
    await expect(shopper.getByRole("heading", { level: 1, name: `“${text}”` })).toBeVisible();
  }
  await expect(cards(shopper)).toHaveCount(1);
  const told = shopper.waitForRequest((request) => request.url().endsWith(`/${product.id}/clicks`));
  await cards(shopper).getByRole("link", { name: product.name }).press("Enter");
  expect((await told).postDataJSON()).toEqual({ search: known, position: 1 });
  await expect(shopper.getByRole("heading", { level: 1, name: product.name })).toBeVisible();

  await signIn(page, await shop.admin(), "/admin/searches?show=unfound&days=7");
  await expectRow(page, unknown, /Nothing: 1/);
  await page.getByRole("link", { name: `Add synonym for ${unknown}` }).click();
  const dialog = page.getByRole("dialog", { name: "New group of synonyms" });
  await expect(dialog.getByRole("button", { name: `Remove ${unknown}` })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/\/admin\/synonyms$/);
  await page.goto("/admin/searches?days=7");
  await expectRow(page, known, /1 a search/);
});

/** What each replica offers to narrow a search by; it looks at what tells a category's products apart every 5 s. */
async function attributesOffered(page: Page, text: string): Promise<string[] | null> {
  const offered = await Promise.all(
    [10, 11, 12, 13, 14, 15].map(async (limit) => {
      const answer = await page.request.get(`/api/products/?search=${text}&facets=true&limit=${limit}`);
      const { facets } = (await answer.json()) as { facets: { attributes: { name: string }[] } };
      return facets.attributes.map(({ name }) => name).sort();
    }),
  );
  const [first = null, ...others] = offered;
  return others.every((each) => each.join() === first?.join()) ? first : null;
}

/** Texts come by how often they were searched for: one that is new may be on a later page. */
async function expectRow(page: Page, text: string, content: RegExp): Promise<void> {
  const row = page.getByRole("row").filter({ hasText: text });
  const first = page.url();
  await expect(async () => {
    await page.goto(first);
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    const next = page.getByRole("link", { name: "Next page" });
    while ((await row.count()) === 0 && (await next.count()) > 0) {
      const address = page.url();
      await next.click();
      await page.waitForURL((url) => url.href !== address);
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    }
    await expect(row).toContainText(content, { timeout: 500 });
  }).toPass({ timeout: 30_000 });
}
