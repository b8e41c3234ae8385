import { expect, test } from "vitest";
import { bea, messageOf, mineOf } from "@/testing/talk";
import { partsOf } from "./linked-text";
import { dayName, shortTime } from "./moments";
import { wordsFor } from "./next-mark";
import type { Outgoing } from "./outbox";
import { bubblesOf, timeline } from "./timeline";
import { countCharacters, writtenText } from "./written-text";

const waiting = (client_id: string, change: Partial<Outgoing> = {}): Outgoing => ({
  client_id,
  to: "atlas",
  body: "on its way",
  about: null,
  at: "2026-11-20T18:10:00.000Z",
  why: null,
  ...change,
});

test("the acknowledged message takes the place of the one that was on its way", () => {
  const before = bubblesOf(bea, [mineOf(1)], [waiting("c2"), waiting("c3", { why: "no" })]);
  expect(before.map(({ client_id, state }) => [client_id, state])).toEqual([
    ["c1", "sent"],
    ["c2", "waiting"],
    ["c3", "refused"],
  ]);
  const after = bubblesOf(bea, [mineOf(1), mineOf(2)], [waiting("c2")]);
  expect(after.map(({ client_id, state }) => [client_id, state])).toEqual([
    ["c1", "sent"],
    ["c2", "sent"],
  ]);
});

test("a script that gives its messages the same ids hides none of ours", () => {
  expect(bubblesOf(bea, [messageOf(1, { client_id: "c9" })], [waiting("c9")])).toHaveLength(2);
});

test("what is written at a stretch stands together, by day and by who wrote", () => {
  const at = (day: number, minute: number) => new Date(2026, 10, day, 12, minute).toISOString();
  const bubbles = bubblesOf(
    bea,
    [
      messageOf(1, { sent_at: at(19, 0) }),
      messageOf(2, { sent_at: at(20, 0) }),
      messageOf(3, { sent_at: at(20, 1) }),
      mineOf(4, { sent_at: at(20, 2) }),
      mineOf(5, { sent_at: at(20, 30) }),
    ],
    [],
  );
  const days = timeline(bubbles, null);
  expect(days.map(({ day, runs }) => [day, runs.map((run) => run.bubbles.map(({ seq }) => seq))])).toEqual([
    ["2026-11-19", [[1]]],
    ["2026-11-20", [[2, 3], [4], [5]]],
  ]);
});

test("the first of theirs that is new begins a run of its own, and only that one", () => {
  const bubbles = bubblesOf(bea, [messageOf(1), mineOf(2), messageOf(3), messageOf(4), messageOf(5)], []);
  const fresh = (readSeq: number | null) =>
    timeline(bubbles, readSeq)
      .flatMap(({ runs }) => runs)
      .filter((run) => run.fresh)
      .map((run) => run.bubbles.map(({ seq }) => seq));
  expect(fresh(3)).toEqual([[4, 5]]);
  expect(fresh(5)).toEqual([]);
  expect(fresh(null)).toEqual([]);
});

test("only addresses of the web become links", () => {
  expect(partsOf("See https://souk.test/a?b=1. Or (http://x.test/y)!")).toEqual([
    { text: "See ", href: null },
    { text: "https://souk.test/a?b=1", href: "https://souk.test/a?b=1" },
    { text: ". Or (", href: null },
    { text: "http://x.test/y", href: "http://x.test/y" },
    { text: ")!", href: null },
  ]);
  for (const text of [
    "javascript:alert(1)",
    "data:text/html,x",
    "<img src=x onerror=alert(1)>",
    "https://",
    "",
  ])
    expect(partsOf(text).every(({ href }) => href === null)).toBe(true);
});

test("an address that leads elsewhere than it seems is no link", () => {
  for (const text of [
    "http://shop@evil.example/",
    "https://souk.test:pay@evil.example/a?b",
    "https://@evil.example",
    "https:///shop@evil.example",
    "https://souk.test.evil.example\\@souk.test/",
    "https://souk.test/\u202egpj.exe",
    "https://souk\u200b.test/",
    "https://souk.test/\u2066a\u2069",
    "https://souk.test/\u3164",
  ])
    expect(partsOf(text)).toEqual([{ text, href: null }]);
  expect(partsOf("https://souk.test/@atlas?to=a@b.test")[0]?.href).toBe(
    "https://souk.test/@atlas?to=a@b.test",
  );
});

test("what is sent is text: no control characters, no halves of characters, no blanks around it", () => {
  expect(writtenText("  a\r\nb\tc\u0000\u0007\ud83d \n")).toBe("a\nb\tc");
  expect(writtenText("👍🏽 done")).toBe("👍🏽 done");
  expect(countCharacters("👍")).toBe(1);
});

test("times are as short as they can be", () => {
  const now = new Date(2026, 10, 20, 20, 0);
  const at = (day: number, month = 10) => new Date(2026, month, day, 9, 5).toISOString();
  expect(shortTime(at(20), now)).toBe("9:05 AM");
  expect(shortTime(at(19), now)).toBe("Yesterday");
  expect(shortTime(at(17), now)).toBe("Tuesday");
  expect(shortTime(at(2), now)).toBe("2 Nov");
  expect(dayName("2026-11-20", now)).toBe("Today");
  expect(dayName("2026-11-02", now)).toBe("Monday, 2 November");
  expect(dayName("2025-11-02", now)).toBe("Sunday, 2 November 2025");
});

test("a sent message says whom it waits for", () => {
  expect(wordsFor("sent", "Atlas", false)).toBe("Waiting until Atlas comes back");
  expect(wordsFor("sent", "Atlas", true)).toBe("Sent");
  expect(wordsFor("sent", "Atlas", null)).toBe("Sent");
  expect(wordsFor("delivered", "Atlas", false)).toBe("Delivered");
});
