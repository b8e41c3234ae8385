import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect, password, signIn, test } from "./shop";

test.use({ provoked: [401, 409, 422] });

test("register shows what the server says at the field it is about", async ({ page, shop }) => {
  const taken = (await shop.register()).email;
  await page.goto("/register");
  const form = {
    name: page.getByLabel("Name", { exact: true }),
    email: page.getByLabel("Email", { exact: true }),
    password: page.getByLabel("Password", { exact: true }),
    send: page.getByRole("button", { name: "Create the account" }),
  };
  await page.getByText("I want to buy").click();
  await form.send.click();
  await expectError(page, form.name, "Enter your name.");

  await form.name.fill("Nadia");
  await form.email.fill("not an address");
  await form.password.fill("x".repeat(73));
  await form.send.click();
  await expectError(page, form.email, /email/i);
  await expectError(page, form.password, /72 bytes/);

  await form.email.fill(`nadia-${randomUUID()}@example.test`);
  await form.password.fill("password");
  await form.send.click();
  await expectError(page, form.password, /.+/);

  await form.email.fill(taken);
  await form.password.fill(password);
  await form.send.click();
  await expect(page.getByText(/already|taken/i)).toBeVisible();
  await expect(form.email, "what was typed stays").toHaveValue(taken);
});

test("login tells that the two do not fit, not which of them", async ({ page, shop }) => {
  const { email } = await shop.register();
  await page.goto("/login");
  for (const address of [email, `nobody-${randomUUID()}@example.test`]) {
    await page.getByLabel("Email", { exact: true }).fill(address);
    await page.getByLabel("Password", { exact: true }).fill("not this lantern");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  }
  await page.getByLabel("Email", { exact: true }).fill("no address");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expectError(page, page.getByLabel("Email", { exact: true }), /email/i);
});

test("the account's forms show what the server says at their fields", async ({ page, shop }) => {
  await signIn(page, await shop.register(), "/account");
  const name = page.getByRole("region", { name: "Your name" });
  await name.getByLabel("Name", { exact: true }).fill("\u200b");
  await name.getByRole("button", { name: "Save" }).click();
  await expectError(page, name.getByLabel("Name", { exact: true }), /visible/);

  const change = page.getByRole("region", { name: "Change your password" });
  await change.getByLabel("Present password").fill("not this lantern");
  await change.getByLabel("New password").fill("four copper kettles");
  await change.getByRole("button", { name: "Change the password" }).click();
  await expectError(page, change.getByLabel("Present password"), /.+/);
  await change.getByLabel("Present password").fill(password);
  await change.getByLabel("New password").fill("x".repeat(73));
  await change.getByRole("button", { name: "Change the password" }).click();
  await expectError(page, change.getByLabel("New password"), /72 bytes/);

  await page.getByRole("button", { name: "Delete my account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: /delete/ }).fill("delete");
  await dialog.getByLabel("Your password").fill("not this lantern");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expectError(page, dialog.getByLabel("Your password"), /.+/);
});

test("checkout tells at the line that somebody else was faster", async ({ page, shop }) => {
  const [buyer, other, product] = [await shop.register(), await shop.register(), await shop.product(3)];
  await shop.putInCart(buyer, product, 3);
  await signIn(page, buyer, "/checkout");
  await expect(page.getByRole("button", { name: /^Place order/ })).toBeVisible();
  await shop.buy(other, product, 2);
  await expect(page.getByRole("list", { name: "Your order" })).toContainText(/1/);
  await page.getByRole("button", { name: /^Place order/ }).click();
  await expect(page.getByRole("heading", { name: "Thank you for your order" })).toBeHidden();
  await expect(page.getByRole("list", { name: "Your order" }).getByRole("button").first()).toBeVisible();
});

/** The field is marked as invalid and described by the message. */
async function expectError(page: Page, field: Locator, message: string | RegExp): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  const described = await field.getAttribute("aria-describedby");
  const error = described?.split(" ").find((id) => id.endsWith("-error"));
  await expect(page.locator(`[id="${error}"]`)).toHaveText(message);
}
