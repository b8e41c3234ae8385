import { expect, test } from "vitest";
import { formatDay, formatPickup, zoneName } from "./shop-time";

test("a pickup is told by the shop's calendar and clock, wherever the browser is", () => {
  expect(formatPickup("2026-11-22T13:00:00.000Z", "America/New_York")).toBe(
    "Sunday, 22 November 2026, from 8:00 AM (New York time)",
  );
  expect(formatPickup("2026-07-01T12:00:00.000Z", "America/New_York")).toBe(
    "Wednesday, 1 July 2026, from 8:00 AM (New York time)",
  );
  expect(formatPickup("2026-11-21T23:30:00.000Z", "Asia/Kolkata")).toBe(
    "Sunday, 22 November 2026, from 5:00 AM (Kolkata time)",
  );
});

test("an order late in the evening belongs to the shop's day and not to UTC's", () => {
  expect(formatDay("2026-11-21T03:00:00.000Z", "America/New_York")).toBe("20 Nov 2026");
});

test("a zone goes by its city", () => {
  expect(zoneName("America/Argentina/Buenos_Aires")).toBe("Buenos Aires time");
  expect(zoneName("UTC")).toBe("UTC");
});
