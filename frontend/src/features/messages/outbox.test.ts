import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiProblem, unreachable } from "@/api/problem";
import type { Message } from "@/api/types";
import { atlas, bea, mineOf } from "@/testing/talk";
import { Outbox, type Outgoing } from "./outbox";
import { Sender } from "./sender";

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const write = (outbox: Outbox, ...bodies: string[]) =>
  bodies.map((body) => outbox.add({ to: atlas, body, about: null }));
const bodies = (outbox: Outbox) => outbox.get().map(({ body }) => body);
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** A server that says what it is told to, in turn, and acknowledges everything afterwards. */
function senderTo(outbox: Outbox, ...outcomes: (Error | "ok")[]) {
  const sent: Outgoing[] = [];
  const acknowledged: Message[] = [];
  const refused: string[] = [];
  const sender = new Sender(
    bea,
    outbox,
    async (outgoing) => {
      sent.push(outgoing);
      const outcome = outcomes.shift() ?? "ok";
      if (outcome !== "ok") throw outcome;
      return mineOf(sent.length, { client_id: outgoing.client_id, body: outgoing.body });
    },
    (message) => acknowledged.push(message),
    (outgoing) => refused.push(outgoing.body),
  );
  return {
    sender,
    sent: () => sent.map(({ body }) => body),
    ids: () => sent.map((one) => one.client_id),
    acknowledged,
    refused,
  };
}

const problem = (status: number, retryAfter_s: number | null = null) =>
  new ApiProblem({ status, title: "No", detail: "That is not allowed.", retryAfter_s });

test("what was not acknowledged is there after a reload, in order, and nobody else's", () => {
  write(new Outbox(bea), "one", "two", "three");
  write(new Outbox(atlas), "other");
  expect(bodies(new Outbox(bea))).toEqual(["one", "two", "three"]);
});

test("two tabs may write at once", () => {
  const [here, there] = [new Outbox(bea), new Outbox(bea)];
  write(here, "from here");
  write(there, "from there");
  here.reload();
  expect(bodies(here)).toEqual(["from here", "from there"]);
  there.remove(there.get()[0]?.client_id ?? "");
  here.reload();
  expect(bodies(here)).toEqual(["from here"]);
});

test("a browser that keeps nothing keeps it as long as the page is open", () => {
  vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  const outbox = new Outbox(bea);
  write(outbox, "one");
  outbox.reload();
  expect(bodies(outbox)).toEqual(["one"]);
});

test("it is bounded, and damaged entries are passed over", () => {
  const outbox = new Outbox(bea);
  const taken = write(outbox, ...Array.from({ length: 51 }, (_, place) => `message ${place}`));
  expect(taken.filter((each) => each)).toHaveLength(50);
  localStorage.setItem(`souk-outbox:${bea}:bad`, "{");
  expect(new Outbox(bea).get()).toHaveLength(50);
});

test("what is a day old is not sent by itself any more, and after a week it is gone", async () => {
  write(new Outbox(bea), "old");
  vi.setSystemTime(Date.now() + 25 * 3_600_000);
  const outbox = new Outbox(bea);
  expect(outbox.next()).toBeUndefined();
  outbox.retry(outbox.get()[0]?.client_id ?? "");
  expect(outbox.next()?.body).toBe("old");

  vi.setSystemTime(Date.now() + 8 * 24 * 3_600_000);
  expect([new Outbox(bea).get(), localStorage.length]).toEqual([[], 0]);
});

test("messages go out one after the other in the order they were written", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent, acknowledged } = senderTo(outbox);
  write(outbox, "one", "two");
  sender.kick();
  write(outbox, "three");
  await settle();
  expect(sent()).toEqual(["one", "two", "three"]);
  expect(acknowledged).toHaveLength(3);
  expect(new Outbox(bea).get()).toEqual([]);
});

test("a lost answer is asked for again with the same id, and nothing overtakes", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent, ids } = senderTo(outbox, unreachable(null), unreachable(null));
  write(outbox, "one", "two");
  sender.kick();
  await settle();
  expect(sent()).toEqual(["one"]);
  await settle(500);
  await settle(1_000);
  expect(sent()).toEqual(["one", "one", "one", "two"]);
  expect(new Set(ids()).size).toBe(2);
});

test("a new connection is a new chance at once", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent } = senderTo(
    outbox,
    unreachable(null),
    unreachable(null),
    unreachable(null),
    problem(503),
  );
  write(outbox, "one");
  sender.kick();
  await settle(3_600);
  expect(sent()).toHaveLength(4);
  sender.kick();
  await settle();
  expect([sent().length, outbox.get()]).toEqual([5, []]);
});

test("a refused message stays, says why and lets the next one go", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent, refused } = senderTo(outbox, problem(409));
  write(outbox, "one", "two");
  sender.kick();
  await settle();
  expect(sent()).toEqual(["one", "two"]);
  expect(outbox.get()).toMatchObject([{ body: "one", why: "That is not allowed." }]);
  expect(new Outbox(bea).get()).toMatchObject([{ why: "That is not allowed." }]);
  expect(refused).toEqual(["one"]);

  outbox.retry(outbox.get()[0]?.client_id ?? "");
  sender.kick();
  await settle();
  expect([sent().at(-1), outbox.get()]).toEqual(["one", []]);
});

test("told to slow down, it waits as long as it was told, whoever kicks it", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent } = senderTo(outbox, problem(429, 7));
  write(outbox, "one");
  sender.kick();
  await settle();
  expect(sender.heldUntil_ms.get()).toBe(Date.now() + 7_000);
  sender.kick();
  await settle(6_900);
  expect(sent()).toHaveLength(1);
  await settle(200);
  expect([sent().length, outbox.get()]).toEqual([2, []]);
});

test("an outage is no reason to say that one is too fast, and a new connection ends the pause", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent } = senderTo(outbox, problem(429, 1), problem(503, 30));
  write(outbox, "one");
  sender.kick();
  await settle(1_000);
  expect([sent().length, sender.heldUntil_ms.get()]).toEqual([2, 0]);
  await settle(29_000);
  expect(sent()).toHaveLength(2);
  sender.kick();
  await settle();
  expect([sent().length, outbox.get()]).toEqual([3, []]);
});

test("stopped, it sends no more", async () => {
  const outbox = new Outbox(bea);
  const { sender, sent } = senderTo(outbox, unreachable(null));
  write(outbox, "one");
  sender.kick();
  await settle();
  sender.stop();
  await settle(60_000);
  expect(sent()).toHaveLength(1);
  expect(outbox.get()).toHaveLength(1);
});
