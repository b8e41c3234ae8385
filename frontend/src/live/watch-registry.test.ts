import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Snapshot, StockStore } from "./stock-store";
import { WatchRegistry } from "./watch-registry";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const snapshotOf = (product_id: string, stock: number, seq: number): Snapshot => ({
  product_id,
  stock,
  seq,
  price: 10,
  status: "active",
  updated_at: "2026-01-01T00:00:00Z",
});

function channelWith(snapshot: Snapshot[] = []) {
  return { watch: vi.fn(async (_ids: string[]) => snapshot), unwatch: vi.fn((_ids: string[]) => undefined) };
}

test("what appears together is watched in one message", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined);
  const channel = channelWith();
  registry.connected(channel);
  registry.hold("a");
  registry.hold("b");
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.watch.mock.calls).toEqual([[["a", "b"]]]);
});

test("a product is unwatched when its last holder leaves", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined);
  const channel = channelWith();
  registry.connected(channel);
  const [first, second] = [registry.hold("a"), registry.hold("a")];
  await vi.advanceTimersByTimeAsync(50);
  first();
  first();
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.unwatch).not.toHaveBeenCalled();
  second();
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.unwatch.mock.calls).toEqual([[["a"]]]);
});

test("a list that is left for another keeps what both show", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined);
  const channel = channelWith();
  registry.connected(channel);
  const leave = [registry.hold("a"), registry.hold("b")];
  await vi.advanceTimersByTimeAsync(50);
  for (const release of leave) release();
  registry.hold("b");
  registry.hold("c");
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.unwatch.mock.calls).toEqual([[["a"]]]);
  expect(channel.watch.mock.calls.at(-1)).toEqual([["c"]]);
});

test("after a reconnect everything is watched again and the snapshot brings what changed meanwhile", async () => {
  const stocks = new StockStore();
  const registry = new WatchRegistry<Snapshot>((snapshot) => stocks.applySnapshot(snapshot));
  registry.hold("a");
  registry.connected(channelWith([snapshotOf("a", 9, 1)]));
  await vi.advanceTimersByTimeAsync(50);
  registry.disconnected();

  const again = channelWith([snapshotOf("a", 4, 6)]);
  registry.connected(again);
  await vi.advanceTimersByTimeAsync(50);
  expect(again.watch.mock.calls).toEqual([[["a"]]]);
  expect(stocks.stockOf("a")).toMatchObject({ stock: 4, seq: 6 });
});

test("at most 200 are watched; the next comes in when one leaves", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined);
  const channel = channelWith();
  registry.connected(channel);
  const releases = Array.from({ length: 201 }, (_, index) => registry.hold(`p${index}`));
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.watch.mock.calls[0]?.[0]).toHaveLength(200);
  releases[0]?.();
  await vi.advanceTimersByTimeAsync(50);
  expect(channel.watch.mock.calls[1]).toEqual([["p200"]]);
});

test("a limit on one message makes several of them", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined, 2);
  const channel = channelWith();
  for (const id of ["a", "b", "c"]) registry.hold(id);
  registry.connected(channel);
  expect(channel.watch.mock.calls).toEqual([[["a", "b"]], [["c"]]]);
});

test("an answer that comes after the connection has ended is left out", async () => {
  const told = vi.fn();
  const registry = new WatchRegistry<Snapshot>(told);
  let answer = (_: Snapshot[]) => {};
  const channel = { ...channelWith(), watch: () => new Promise<Snapshot[]>((done) => (answer = done)) };
  registry.hold("a");
  registry.connected(channel);
  registry.disconnected();
  answer([snapshotOf("a", 9, 1)]);
  await vi.advanceTimersByTimeAsync(50);
  expect(told).not.toHaveBeenCalled();
});

test("a watch that got no answer is sent again", async () => {
  const registry = new WatchRegistry<Snapshot>(() => undefined);
  const channel = channelWith();
  channel.watch.mockRejectedValueOnce(new Error("timeout"));
  registry.hold("a");
  registry.connected(channel);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(channel.watch).toHaveBeenCalledTimes(2);
});
