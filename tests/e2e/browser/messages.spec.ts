import type { Page } from "@playwright/test";
import { cuttable } from "./cuttable";
import { type Account, expect, type Shop, signIn, test } from "./shop";

const atOnce = { timeout: 3_000 };
/** A live answer that is lost is waited for five seconds; then the message goes by another way. */
const byAnotherWay = { timeout: 15_000 };
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => `Message ${from + place}`);

const thread = (page: Page) => page.getByRole("group", { name: /^Messages with/ });
const box = (page: Page) => page.getByRole("textbox", { name: /^Message to/ });
const header = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Messages/ });

async function write(page: Page, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    await box(page).fill(text);
    await box(page).press("Enter");
  }
}

/** The messages of a conversation as they stand there, without their times and marks. */
async function expectThread(page: Page, texts: string[], within = atOnce): Promise<void> {
  const rows = thread(page).getByRole("listitem").locator("span[dir=auto]");
  await expect(rows).toHaveText(texts, within);
}

async function two(shop: Shop): Promise<[Account, Account]> {
  return [await shop.register(), await shop.register("seller")];
}

test("two people talk: what one writes is there for the other at once, in order, with typing and marks", async ({
  page,
  another,
  shop,
}) => {
  const [buyer, seller] = await two(shop);
  const stall = await another();
  await signIn(page, buyer, `/messages/${seller.id}`);
  await signIn(stall, seller, `/messages/${buyer.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("online", atOnce);

  await box(stall).pressSequentially("Hel");
  await expect(page.getByText("Nadia Test is writing…")).toBeVisible(atOnce);
  const inert = "<img src=x onerror=alert(1)> https://souk.test/a";
  await write(page, "Good morning", inert);
  await write(stall, "Hello");
  const all = ["Good morning", inert, "Hello"];
  await expectThread(page, all);
  await expectThread(stall, all);
  await expect(thread(page).getByRole("listitem").first()).toContainText("read");
  await expect(stall.getByRole("log")).toContainText("Nadia Test: Good morning");
  await expect(thread(stall).getByRole("img")).toHaveCount(0);
  await expect(header(stall)).toHaveAccessibleName("Messages");
  await stall.reload();
  await expectThread(stall, all);
});

test("who was away finds five messages in order and once, and the sender sees them arrive", async ({
  page,
  another,
  shop,
}) => {
  const [buyer, seller] = await two(shop);
  await signIn(page, buyer, `/messages/${seller.id}`);
  await write(page, ...numbers(1, 5));
  await expect(thread(page)).toContainText("Waiting until Nadia Test comes back");

  const stall = await another();
  await signIn(stall, seller, "/messages");
  await expect(header(stall)).toHaveAccessibleName("Messages, 5 unread");
  await expect(thread(page).getByText("Delivered", { exact: true })).toBeVisible(atOnce);
  await stall
    .getByRole("list", { name: "Conversations" })
    .getByRole("link", { name: /5 unread/ })
    .click();
  await expectThread(stall, numbers(1, 5));
  await expect(thread(stall).getByText("New messages")).toBeVisible();
  await expect(header(stall)).toHaveAccessibleName("Messages");
  await expect(thread(page).getByText("Read", { exact: true })).toBeVisible(atOnce);
});

test("answers and events get lost, the page is reloaded: what was written is there once and in order", async ({
  page,
  shop,
  complaints,
}) => {
  const [buyer, seller] = await two(shop);
  const line = await cuttable(page);
  await signIn(page, buyer, `/messages/${seller.id}`);
  await write(page, "One");
  await expect(thread(page)).toContainText("Waiting until");

  line.deaf = true;
  await write(page, "Two", "Three");
  await expectThread(page, ["One", "Two", "Three"]);
  await expect(thread(page).getByText("Waiting until Nadia Test comes back")).toBeVisible(byAnotherWay);

  line.cut();
  await page.route("**/api/messages/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.fallback(),
  );
  await write(page, "Four", "Five");
  await expect(thread(page)).toContainText("It goes out when the connection is back");
  line.mend();
  await page.unrouteAll();
  await page.reload();
  await expectThread(page, ["One", "Two", "Three", "Four", "Five"], byAnotherWay);
  await expect(thread(page).getByText("Waiting until Nadia Test comes back")).toBeVisible();
  await page.reload();
  await expectThread(page, ["One", "Two", "Three", "Four", "Five"]);
  forgiveFailedRequests(complaints);
});

test("older messages come from further up without the view jumping, and what is found is gone to", async ({
  page,
  shop,
}) => {
  const [buyer, seller] = await two(shop);
  for (let number = 1; number <= 38; number += 1)
    await (number % 2
      ? shop.write(buyer, seller, `Message ${number}`)
      : shop.write(seller, buyer, `Message ${number}`));
  await signIn(page, buyer, `/messages/${seller.id}`);
  const rows = thread(page).getByRole("listitem");
  await expect(rows).toHaveCount(30);
  await thread(page).evaluate((region) => {
    region.scrollTop = 420 + region.clientHeight - region.scrollHeight;
  });
  const shown = rows.filter({ hasText: "Message 12" });
  const before = await shown.boundingBox();
  await thread(page).evaluate((region) => region.scrollBy(0, -40));
  await expect(rows).toHaveCount(38);
  expect(Math.round((await shown.boundingBox())?.y ?? 0)).toBe(Math.round((before?.y ?? 0) + 40));

  await shop.write(seller, buyer, "Are you there?");
  await page.getByRole("button", { name: "One new message, go there" }).click();
  await expect(thread(page).getByText("Are you there?")).toBeInViewport();

  await page.getByRole("searchbox", { name: "Search my messages" }).fill("message 3");
  const found = page.getByRole("list", { name: "Messages found" });
  await expect(found.getByRole("link")).toHaveCount(10);
  await found.getByRole("link").last().click();
  await expect(rows.nth(2)).toBeFocused();
  await expect(rows.nth(2)).toBeInViewport();
});

test("elsewhere in the shop a message is told in the corner and counted, on every tab, until it is read", async ({
  page,
  context,
  shop,
}) => {
  const [buyer, seller] = await two(shop);
  await signIn(page, buyer);
  const tab = await context.newPage();
  await tab.goto("/account");
  await shop.write(seller, buyer, "It is ready");
  await expect(page.getByText("Nadia Test: It is ready")).toBeVisible(atOnce);
  for (const each of [page, tab]) await expect(header(each)).toHaveAccessibleName("Messages, 1 unread");
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(`**/messages/${seller.id}`);
  await expectThread(page, ["It is ready"]);
  for (const each of [page, tab]) await expect(header(each)).toHaveAccessibleName("Messages");
});

test("who is blocked is not told, and nothing of theirs arrives", async ({ page, another, shop }) => {
  const [buyer, seller] = await two(shop);
  const stall = await another();
  await signIn(stall, seller, `/messages/${buyer.id}`);
  await signIn(page, buyer, `/messages/${seller.id}`);
  await write(stall, "Buy!");
  await expectThread(page, ["Buy!"]);
  await page.getByRole("button", { name: "More about Nadia Test" }).click();
  await page.getByRole("button", { name: "Block Nadia Test" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Block", exact: true }).click();
  await expect(page.getByText("You have blocked Nadia Test. Unblock to write.")).toBeVisible();

  await write(stall, "Buy now!");
  await expect(thread(stall).getByText("Sent", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Unblock" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unblock", exact: true }).click();
  await write(stall, "Hello again");
  await expectThread(page, ["Buy!", "Hello again"]);
  await page.reload();
  await expectThread(page, ["Buy!", "Hello again"]);
});

test("on a phone the list leads to a conversation and back, and Enter begins a line", async ({
  browser,
  shop,
}) => {
  const [buyer, seller] = await two(shop);
  await shop.write(seller, buyer, "Come by");
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  await signIn(page, buyer, "/messages");
  await page.getByRole("list", { name: "Conversations" }).getByRole("link").click();
  await expectThread(page, ["Come by"]);
  await expect(page.getByRole("list", { name: "Conversations" })).toBeHidden();
  await box(page).fill("Today");
  await box(page).press("Enter");
  await box(page).pressSequentially("at five");
  await page.getByRole("button", { name: "Send" }).click();
  await expectThread(page, ["Come by", "Today at five"]);
  await page.getByRole("link", { name: "All messages" }).click();
  await expect(page.getByRole("list", { name: "Conversations" })).toContainText("You: Today");
  await context.close();
});

/** The browser itself reports a request that fails; that cannot be kept from the console. */
function forgiveFailedRequests(complaints: string[]): void {
  const others = complaints.filter((text) => !/net::ERR_|\/socket\.io\//.test(text));
  complaints.splice(0, complaints.length, ...others);
}
