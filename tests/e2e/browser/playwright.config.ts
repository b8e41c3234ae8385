import { defineConfig } from "@playwright/test";

/**
 * Run by tests/e2e/test_browser.py, which tells by environment where the shop (SOUK_URL), its control (SOUK_CONTROL)
 * and the browser (SOUK_CHROMIUM) are.
 */
export default defineConfig({
  testDir: ".",
  outputDir: process.env.SOUK_RESULTS ?? "test-results",
  timeout: 90_000,
  expect: { timeout: 10_000 },
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  reporter: "line",
  use: {
    baseURL: process.env.SOUK_URL,
    viewport: { width: 1280, height: 900 },
    locale: "en-US",
    timezoneId: "Europe/Berlin",
    contextOptions: { reducedMotion: "reduce" },
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.SOUK_CHROMIUM,
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
