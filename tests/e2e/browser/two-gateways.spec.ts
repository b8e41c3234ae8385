import type { Page } from "@playwright/test";
import { expect, type Shop, signIn, test } from "./shop";

const tries = 12;
const numbers = ["One", "Two", "Three", "Four", "Five"];
const box = (page: Page) => page.getByRole("textbox", { name: /^Message to/ });
const lines = (page: Page) =>
  page
    .getByRole("group", { name: /^Messages with/ })
    .getByRole("listitem")
    .locator("span[dir=auto]");

async function write(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await box(page).fill(text);
    await box(page).press("Enter");
  }
}

/** How many sign-ins each gateway holds, as its own sign of life says. */
async function signedIn(shop: Shop): Promise<number[]> {
  return (await shop.health()).gateways.map((gateway) => gateway.signed_in ?? 0);
}

/** Loads the page until its live connection is at the gateway where nobody else is: each load chooses anew. */
async function goToTheOther(page: Page, shop: Shop): Promise<void> {
  for (let number = 0; number < tries; number += 1) {
    const found = await expect
      .poll(() => signedIn(shop), { timeout: 5_000, intervals: [500] })
      .toEqual([1, 1])
      .then(
        () => true,
        () => false,
      );
    if (found) return;
    await page.reload();
  }
  throw new Error(`both pages were at one gateway ${tries} times`);
}

test("two who are at different gateways talk; one goes away, five messages wait, and come in order and once", async ({
  page,
  another,
  shop,
}) => {
  test.setTimeout(240_000);
  const [buyer, seller] = [await shop.register(), await shop.register("seller")];
  await expect.poll(() => signedIn(shop), { timeout: 40_000 }).toEqual([0, 0]);
  await signIn(page, buyer, `/messages/${seller.id}`);
  const stall = await another();
  await signIn(stall, seller, `/messages/${buyer.id}`);
  await goToTheOther(stall, shop);

  await write(page, "Good morning");
  await expect(lines(stall)).toHaveText(["Good morning"], { timeout: 3_000 });
  await write(stall, "Hello");
  await expect(lines(page)).toHaveText(["Good morning", "Hello"], { timeout: 3_000 });

  await stall.goto("about:blank");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("offline", { timeout: 10_000 });
  await write(page, ...numbers);
  await expect(page.getByText("Waiting until Nadia Test comes back")).toBeVisible();

  await stall.goto(`/messages/${buyer.id}`);
  const all = ["Good morning", "Hello", ...numbers];
  await expect(lines(stall)).toHaveText(all);
  await expect(lines(page)).toHaveText(all);
  await expect(page.getByText("Read", { exact: true })).toBeVisible();
});
