import { control, expect, test } from "./shop";

const rightWithin_ms = 5_000;
const banner = "Live updates are paused. Reconnecting…";

// What a browser itself reports while its gateway is away.
test.use({ provoked: [502, 503] });

test.describe("a gateway replica is killed", () => {
  // The browser is on one of the two, so it loses its own in one of the rounds.
  for (const gateway of ["gateway-1", "gateway-2"])
    test(`the browser is right again within 5 s without ${gateway}`, async ({ page, shop, complaints }) => {
      const [buyer, product] = [await shop.register(), await shop.product(30)];
      await page.goto(`/products/${product.id}`);
      const box = page.getByRole("region", { name: "Buy" });
      await shop.buy(buyer, product);
      await expect(box, "it is live to begin with").toContainText("29 in stock");

      await control("await", "gateway-1", "gateway-2");
      const began = Date.now();
      await control("kill", gateway);
      await shop.buy(buyer, product, 4);
      const left_ms = rightWithin_ms - (Date.now() - began);
      await expect(box).toContainText("25 in stock", { timeout: Math.max(left_ms, 1) });
      process.stdout.write(`\nright ${Date.now() - began} ms after the kill of ${gateway}\n`);

      await shop.buy(buyer, product);
      await expect(box, "and live again").toContainText("24 in stock");
      forgiveLostConnections(complaints);
    });
});

test("a banner shows while both gateways are down, and goes when one is back", async ({
  page,
  shop,
  complaints,
}) => {
  const [buyer, product] = [await shop.register(), await shop.product(8)];
  await page.goto(`/products/${product.id}`);
  const box = page.getByRole("region", { name: "Buy" });
  await shop.buy(buyer, product);
  await expect(box).toContainText("7 in stock");
  await expect(page.getByText(banner)).toBeHidden();

  try {
    await control("stop", "gateway-1", "gateway-2");
    await expect(page.getByText(banner)).toBeVisible();
    await shop.buy(buyer, product, 3);
  } finally {
    await control("start", "gateway-1", "gateway-2");
  }
  await expect(page.getByText(banner)).toBeHidden();
  await expect(box, "what changed meanwhile").toContainText("Only 4 left");
  forgiveLostConnections(complaints);
});

/** The browser itself reports a connection that breaks; that cannot be kept from the console. */
function forgiveLostConnections(complaints: string[]): void {
  const lost = ["/socket.io/", "WebSocket is already in CLOSING"];
  const others = complaints.filter((text) => !lost.some((words) => text.includes(words)));
  complaints.splice(0, complaints.length, ...others);
}
