import { expect, test } from "vitest";
import { bea, messageOf, messagePage, mineOf } from "@/testing/talk";
import {
  askAgainAfter_ms,
  caughtUp,
  hasGap,
  marked,
  merge,
  resumeAfter,
  type Thread,
  threadFrom,
  withOlder,
} from "./thread";

const seqs = ({ messages }: Thread) => messages.map(({ seq }) => seq);
const of = (...numbers: number[]) =>
  threadFrom(
    messagePage(
      numbers.map((seq) => messageOf(seq)),
      2,
    ),
  );

test("what comes in any order stands in the order of seq", () => {
  const thread = [7, 5, 6].reduce((known, seq) => merge(known, [messageOf(seq)]), of(3, 4));
  expect(seqs(thread)).toEqual([3, 4, 5, 6, 7]);
  expect(thread.upTo).toBe(7);
  expect(hasGap(thread)).toBe(false);
});

test("what comes twice stands there once", () => {
  const thread = merge(of(1, 2), [messageOf(2), messageOf(3), messageOf(3)]);
  expect(seqs(merge(thread, [messageOf(3)]))).toEqual([1, 2, 3]);
});

test("a gap shows until what is missing came", () => {
  const ahead = merge(of(1, 2), [messageOf(5)]);
  expect([hasGap(ahead), ahead.upTo]).toEqual([true, 2]);
  const half = merge(ahead, [messageOf(3)]);
  expect([hasGap(half), half.upTo]).toEqual([true, 3]);
  const whole = merge(half, [messageOf(4)]);
  expect([hasGap(whole), whole.upTo]).toEqual([false, 5]);
});

test("a seq that the server does not give is not for us, and no gap any more", () => {
  const ahead = merge(of(1, 2), [messageOf(4)]);
  const thread = caughtUp(ahead, 2, [messageOf(4)]);
  expect([seqs(thread), hasGap(thread)]).toEqual([[1, 2, 4], false]);
});

test("what came live while the server was asked is kept, and its gap still shows", () => {
  const ahead = merge(of(1, 2), [messageOf(6)]);
  const thread = caughtUp(ahead, 2, [messageOf(3), messageOf(4)]);
  expect([seqs(thread), thread.upTo, hasGap(thread)]).toEqual([[1, 2, 3, 4, 6], 4, true]);
});

test("older pages go on top, and the first of all is known", () => {
  const thread = withOlder(
    of(5, 6),
    messagePage(
      [3, 4].map((seq) => messageOf(seq)),
      2,
    ),
  );
  expect([seqs(thread), thread.whole]).toEqual([[3, 4, 5, 6], false]);
  const whole = withOlder(thread, messagePage([1, 2].map((seq) => messageOf(seq))));
  expect([seqs(whole), whole.whole, whole.upTo]).toEqual([[1, 2, 3, 4, 5, 6], true, 6]);
  expect(seqs(withOlder(whole, messagePage([1, 2].map((seq) => messageOf(seq)))))).toHaveLength(6);
});

test("something from before what is loaded leaves no hole in it", () => {
  expect(seqs(merge(of(5, 6), [messageOf(2)]))).toEqual([5, 6]);
});

test("the first message of all comes into an empty conversation", () => {
  const thread = merge(threadFrom(messagePage([], 0)), [messageOf(1)]);
  expect([seqs(thread), thread.whole, hasGap(thread)]).toEqual([[1], true, false]);
});

test("marks reach one's own messages up to their seq, and are never taken back", () => {
  const before = threadFrom(messagePage([mineOf(1), messageOf(2), mineOf(3), mineOf(4)]));
  const read = marked(marked(before, bea, "delivered", 3), bea, "read", 1);
  const [one, two, three, four] = merge(read, [mineOf(1), mineOf(3)]).messages;
  expect(one).toMatchObject({ delivered_at: expect.any(String), read_at: expect.any(String) });
  expect(two).toMatchObject({ delivered_at: null, read_at: null });
  expect(three).toMatchObject({ delivered_at: expect.any(String), read_at: null });
  expect(four).toMatchObject({ delivered_at: null, read_at: null });
});

test("asking anew begins at one's own first unread message, so that its marks come too", () => {
  const thread = threadFrom(
    messagePage([mineOf(1, { read_at: "2026-11-20T19:00:00Z" }), mineOf(2), messageOf(3)]),
  );
  expect(resumeAfter(thread, bea)).toBe(1);
  expect(resumeAfter(of(1, 2, 3), bea)).toBe(3);
  expect(resumeAfter(merge(of(1, 2), [messageOf(9)]), bea)).toBe(2);
});

test("nothing is older than a conversation that is here whole, whatever came first", () => {
  const ahead = merge(threadFrom(messagePage([], 0)), [messageOf(2)]);
  expect(seqs(caughtUp(ahead, 0, [messageOf(1)]))).toEqual([1, 2]);
});

test("what stays missing is asked for a few times, at growing intervals, and anew for the next gap", () => {
  let thread = merge(of(1, 2), [messageOf(4)]);
  const pauses_ms = [];
  for (let pause = askAgainAfter_ms(thread); pause !== false; pause = askAgainAfter_ms(thread)) {
    pauses_ms.push(pause);
    thread = caughtUp(thread, 2, []);
  }
  expect(pauses_ms).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
  expect([seqs(thread), hasGap(thread)]).toEqual([[1, 2, 4], true]);
  const whole = merge(thread, [messageOf(3)]);
  expect([askAgainAfter_ms(whole), askAgainAfter_ms(merge(whole, [messageOf(6)]))]).toEqual([false, 1_000]);
});
