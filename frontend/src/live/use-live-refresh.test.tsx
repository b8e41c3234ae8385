import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectionStore } from "./live";
import { useLiveRefresh } from "./use-live-refresh";

const heard = new Map<string, Set<() => void>>();
vi.mock("./socket", () => ({
  onLiveEvent: (event: string, listener: () => void) => {
    heard.set(event, (heard.get(event) ?? new Set()).add(listener));
    return () => heard.get(event)?.delete(listener);
  },
}));

const key = ["me", "seller", "overview"];
let invalidate: ReturnType<typeof vi.spyOn>;

function follow() {
  const queries = new QueryClient();
  invalidate = vi.spyOn(queries, "invalidateQueries");
  return renderHook(() => useLiveRefresh(["new_order", "order_status"], [key]), {
    wrapper: ({ children }) => <QueryClientProvider client={queries}>{children}</QueryClientProvider>,
  });
}

function happen(event: string): void {
  for (const listener of heard.get(event) ?? []) listener();
}

beforeEach(() => {
  vi.useFakeTimers();
  heard.clear();
  connectionStore.set("up");
});
afterEach(() => vi.useRealTimers());

test("a burst of events loads once, and the next burst once more", async () => {
  follow();
  happen("new_order");
  await vi.advanceTimersByTimeAsync(300);
  happen("order_status");
  expect(invalidate).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(invalidate.mock.calls).toEqual([[{ queryKey: key }]]);
  happen("new_order");
  await vi.advanceTimersByTimeAsync(500);
  expect(invalidate).toHaveBeenCalledTimes(2);
});

test("a stream of events that never pauses does not keep the page from loading", async () => {
  follow();
  for (let event = 0; event < 20; event += 1) {
    happen("new_order");
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(invalidate).toHaveBeenCalledTimes(4);
});

test("a load that takes longer than the pause is left to end, and what came meanwhile is loaded after it", async () => {
  follow();
  let end = () => {};
  invalidate.mockImplementation(() => new Promise<void>((done) => (end = done)));
  happen("new_order");
  await vi.advanceTimersByTimeAsync(500);
  happen("new_order");
  await vi.advanceTimersByTimeAsync(3_000);
  expect(invalidate).toHaveBeenCalledOnce();
  end();
  await vi.advanceTimersByTimeAsync(500);
  expect(invalidate).toHaveBeenCalledTimes(2);
});

test("what happened while the connection was down is loaded when it is back", async () => {
  follow();
  act(() => connectionStore.set("down"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(invalidate).not.toHaveBeenCalled();
  act(() => connectionStore.set("up"));
  await vi.advanceTimersByTimeAsync(500);
  expect(invalidate).toHaveBeenCalledOnce();
});

test("a page that is left hears nothing any more", async () => {
  const { unmount } = follow();
  happen("new_order");
  unmount();
  happen("new_order");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(invalidate).not.toHaveBeenCalled();
});
