import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./shop";

const live = { timeout: 5_000 };

// The buyer's page asks for the product once more and learns that it is gone.
test.use({ provoked: [404] });

test("what a seller lists sells, alerts and is taken off the market before everybody's eyes, without a reload", async ({
  another,
  shop,
}) => {
  const [sellers, overview, buyers, admins] = [
    await another(),
    await another(),
    await another(),
    await another(),
  ];
  const [seller, buyer] = [await shop.register("seller"), await shop.register()];
  const name = `Lantern ${randomUUID().slice(0, 8)}`;
  const reloads = await countLoads([sellers, overview, buyers]);

  await test.step("the seller lists a product with a picture", async () => {
    await signIn(sellers, seller, "/seller/products/new");
    await sellers.getByLabel("Name", { exact: true }).fill(name);
    await sellers.getByLabel("Description").fill("Beaten brass, for a candle.");
    await sellers.getByLabel("Category").fill("Lighting");
    await sellers.getByLabel("Price in dollars").fill("19.99");
    await sellers.getByLabel("Units in stock").fill("8");
    await sellers.getByLabel("Add pictures").setInputFiles({
      name: "lantern.png",
      mimeType: "image/png",
      buffer: await drawing(sellers),
    });
    await sellers.getByRole("button", { name: "Put it on sale" }).click();
    await sellers.waitForURL("**/seller/products");
    await expect(rowOf(sellers, name).locator("img[src*='/images/p/']")).toBeVisible();
    await expect(rowOf(sellers, name)).toContainText("8");
  });

  await test.step("the buyer finds it, with its picture", async () => {
    await signIn(overview, seller, "/seller");
    await signIn(buyers, buyer, `/products?${new URLSearchParams({ search: name })}`);
    const card = buyers.getByRole("article").filter({ hasText: name });
    await card.getByRole("link", { name }).click();
    await expect(buyers.getByRole("heading", { level: 1, name })).toBeVisible();
    const picture = buyers.locator("main img[src*='/images/p/']").first();
    await expect(picture).toBeVisible();
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
  });
  await Promise.all([sellers, overview, buyers].map((page) => page.waitForLoadState("networkidle")));
  const loadedBefore = reloads();

  await test.step("two are bought: feed, bell, stock and chart move; 6 are no alert yet", async () => {
    await expect(figure(overview, "Revenue")).toHaveText("$0.00");
    await buy(buyers, 2);
    await Promise.all([
      expect(overview.getByRole("list", { name: "Just sold" })).toContainText(name, live),
      expect(overview.getByRole("list", { name: "Just sold" })).toContainText("2 items", live),
      expect(overview.getByRole("button", { name: "Alerts, 1 unread" })).toBeVisible(live),
      expect(rowOf(sellers, name)).toContainText("6", live),
      expect(figure(overview, "Revenue")).toHaveText("$39.98", live),
      expect(chartTable(overview, "Revenue per day")).toContainText("$39.98", live),
      expect(chartTable(overview, "Top products")).toContainText(name, live),
    ]);
    await expect(overview.getByText(/New order: /)).toBeVisible();
  });

  await test.step("two more cross the threshold of 5: one low-stock alert, and none for the next sale", async () => {
    await shop.buy(buyer, { id: await idOf(buyers) }, 2);
    await expect(overview.getByText(`${name} is running low: 4 left.`)).toBeVisible(live);
    await shop.buy(buyer, { id: await idOf(buyers) }, 1);
    await expect(rowOf(sellers, name)).toContainText("3 left", live);
    await expect(overview.getByRole("button", { name: "Alerts, 4 unread" })).toBeVisible(live);
    await overview.getByRole("button", { name: /^Alerts/ }).click();
    const panel = overview.locator("#alert-panel");
    await expect(panel.getByText(/is running low/)).toHaveCount(1);
    await expect(panel.getByText(/^New order/)).toHaveCount(3);
    await expect(figure(overview, "Running low")).toHaveText(/^1/);
  });

  await test.step("the admin disables it: gone from the buyer's open page, and the seller is told", async () => {
    const detail = buyers;
    await expect(detail.getByRole("region", { name: "Buy" })).toContainText("Only 3 left", live);
    await signIn(admins, await shop.admin(), `/admin/products?${new URLSearchParams({ search: name })}`);
    await admins.getByRole("button", { name: `Disable ${name}` }).click();
    await admins.getByLabel("Reason").fill("The picture shows another lantern.");
    await admins
      .getByRole("dialog")
      .getByRole("button", { name: /^Disable|^Take/ })
      .click();
    await Promise.all([
      expect(detail.getByRole("button", { name: "Add to cart" })).toHaveCount(0, live),
      expect(overview.getByText(/was taken off the market by an admin/).first()).toBeVisible(live),
    ]);
  });
  expect(reloads(), "pages were loaded anew").toBe(loadedBefore);
});

test("an order is handed over on the seller's page, and its slip prints on paper alone", async ({
  page,
  shop,
}) => {
  const [seller, product] = [await shop.seller(), await shop.product(9)];
  const order = await shop.buy(await shop.register(), product, 1);
  await signIn(page, seller, `/seller/orders/${order.id}/slip`);
  await expect(page.getByText(product.name)).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("navigation").first()).toBeHidden();
  await expect(page.getByText(product.name)).toBeVisible();
});

/** How often the pages were loaded so far. */
async function countLoads(pages: Page[]): Promise<() => number> {
  let loads = 0;
  for (const page of pages)
    page.on("request", (request) => {
      if (request.isNavigationRequest()) loads += 1;
    });
  return () => loads;
}

async function buy(page: Page, quantity: number): Promise<void> {
  const address = page.url();
  for (let more = 1; more < quantity; more += 1) await page.getByRole("button", { name: "One more" }).click();
  await page.getByRole("button", { name: "Buy now" }).click();
  await page.getByRole("button", { name: /^Place order/ }).click();
  await expect(page.getByRole("heading", { name: "Thank you for your order" })).toBeVisible();
  while (page.url() !== address) await page.goBack();
}

async function idOf(page: Page): Promise<string> {
  const id = /\/products\/([0-9a-f]{24})/.exec(page.url())?.[1];
  expect(id, page.url()).toBeDefined();
  return id ?? "";
}

function rowOf(page: Page, name: string) {
  return page.getByRole("row").filter({ hasText: name });
}

function figure(page: Page, label: string) {
  return page.locator("dl > div").filter({ hasText: label }).locator("dd").first();
}

function chartTable(page: Page, title: string) {
  return page.getByRole("table", { name: title });
}

/** A picture as a camera would give it: drawn in the browser, so that it is a real PNG. */
async function drawing(page: Page): Promise<Buffer> {
  const encoded = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 700 });
    const paper = canvas.getContext("2d");
    if (!paper) throw new Error("no canvas");
    const light = paper.createRadialGradient(450, 350, 20, 450, 350, 420);
    light.addColorStop(0, "#f6c667");
    light.addColorStop(1, "#3a2417");
    paper.fillStyle = light;
    paper.fillRect(0, 0, 900, 700);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  });
  return Buffer.from(encoded, "base64");
}
