import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./shop";

const live = { timeout: 5_000 };

const bell = (page: Page, unread: number) =>
  page.getByRole("button", { name: unread === 0 ? "Alerts" : `Alerts, ${unread} unread`, exact: true });

test("what is read or unread on one device is so on the other, and reading a conversation reads its alert", async ({
  page: desk,
  another,
  shop,
}) => {
  const phone = await another();
  const [buyer, seller] = [await shop.register(), await shop.register("seller")];
  await shop.write(seller, buyer, "Your lantern is ready.");
  await shop.write(seller, buyer, "Come when you like.");

  await test.step("a message that came while away is one alert, on both devices", async () => {
    await signIn(desk, buyer);
    await signIn(phone, buyer, "/alerts");
    await expect(bell(desk, 1)).toBeVisible();
    await expect(bell(phone, 1)).toBeVisible();
  });

  await test.step("read on one, it leaves the bell of the other", async () => {
    await bell(desk, 1).click();
    await desk
      .getByRole("button", { name: "Mark as read: Nadia Test wrote: Your lantern is ready." })
      .click();
    await expect(bell(desk, 0)).toBeVisible();
    await expect(bell(phone, 0)).toBeVisible(live);
    await expect(phone.getByRole("link", { name: "Unread", exact: true })).toBeVisible(live);
  });

  await test.step("unread again on the other, it is back on the first", async () => {
    await phone.getByRole("button", { name: /^Mark as unread: Nadia Test wrote/ }).click();
    await expect(bell(phone, 1)).toBeVisible();
    await expect(bell(desk, 1)).toBeVisible(live);
  });

  await test.step("reading the conversation reads it", async () => {
    await desk.goto(`/messages/${seller.id}`);
    await expect(desk.getByText("Come when you like.").first()).toBeVisible();
    await expect(bell(desk, 0)).toBeVisible(live);
    await expect(bell(phone, 0)).toBeVisible(live);
  });
});

test("a kind that is off is silent while its page still moves, and is back when it is on", async ({
  page: settings,
  another,
  shop,
}) => {
  const overview = await another();
  const [seller, product, buyer] = [await shop.seller(), await shop.product(50), await shop.register()];
  await signIn(overview, seller, "/seller");
  await signIn(settings, seller, "/seller/alerts");
  await settings.getByRole("link", { name: "Settings" }).click();
  const orders = settings.getByRole("switch", { name: "New orders" });
  await orders.click();
  await expect(orders).not.toBeChecked();
  await settings.reload();
  await expect(orders).not.toBeChecked();

  await shop.buy(buyer, product, 2);
  await expect(overview.getByRole("list", { name: "Just sold" })).toContainText(product.name, live);
  // Longer than a toast is gathered for.
  await overview.waitForTimeout(1_000);
  await expect(overview.getByText(/^New order: /)).toHaveCount(0);
  await expect(bell(overview, 0)).toBeVisible();

  await orders.click();
  await expect(orders).toBeChecked();
  await expect(bell(settings, 1)).toBeVisible(live);
  await expect(bell(overview, 1)).toBeVisible(live);
  await shop.buy(buyer, product, 1);
  await expect(overview.getByText(`New order: ${product.name}, $19.99.`).first()).toBeVisible(live);
});

test("a report shows by itself on the admin's page, with what was written, and is closed there", async ({
  page: buyers,
  another,
  shop,
}) => {
  const admins = await another();
  const [buyer, seller, reason] = [
    await shop.register(),
    await shop.register("seller"),
    `Asked for my card. ${randomUUID()}`,
  ];
  await shop.write(seller, buyer, "<b>Tell me</b> your card's number.");
  await signIn(admins, await shop.admin(), "/admin/reports");
  await expect(admins.getByRole("heading", { level: 1, name: "Reports" })).toBeVisible();
  await admins.waitForLoadState("networkidle");

  await test.step("the buyer reports from the conversation", async () => {
    await signIn(buyers, buyer, `/messages/${seller.id}`);
    await buyers.getByRole("button", { name: /^More about/ }).click();
    await buyers.getByRole("button", { name: "Report Nadia Test" }).click();
    const dialog = buyers.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    await dialog.getByRole("button", { name: "Report" }).click();
    await expect(buyers.getByText(/^Thank you\./).first()).toBeVisible();
  });

  const card = admins.getByRole("article").filter({ hasText: reason });
  await test.step("the admin sees it at once, and what was written as text", async () => {
    await expect(card).toBeVisible(live);
    await expect(card).toContainText("Nadia Test");
    await expect(card.getByText("<b>Tell me</b> your card's number.")).toBeVisible();
    await expect(admins.getByRole("link", { name: /^Reports \d+ open$/ })).toBeVisible(live);
    await expect(admins.getByText("Nadia Test was reported. Please have a look.").first()).toBeVisible(live);
  });

  await test.step("the admin closes it: it is kept, and the audit log says so", async () => {
    await card.getByRole("button", { name: /^Close the report/ }).click();
    const dialog = admins.getByRole("dialog");
    await dialog.getByRole("radio", { name: "They were warned" }).check();
    await dialog.getByLabel("Note").fill("For the first time.");
    await dialog.getByRole("button", { name: "Close the report" }).click();
    await expect(card).toHaveCount(0);
    await admins.getByRole("link", { name: "Closed", exact: true }).click();
    await expect(card).toContainText("They were warned");
    await expect(card).toContainText("For the first time.");
    await admins.goto(`/admin/audit?action=report.closed`);
    await expect(admins.getByText(/closed a report about/).first()).toContainText("they were warned");
  });
});
