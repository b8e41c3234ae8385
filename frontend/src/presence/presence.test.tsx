import { act, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announceLive } from "@/live/live";
import { signedIn, signedOut } from "@/testing/show-page";
import { MessageLink } from "./message-link";
import { PersonName } from "./person-name";
import type { Presence } from "./presence-store";

const atlas = "65f0000000000000000000c1";
const happen = vi.hoisted(() => new Map<string, (payload: unknown) => void>());
vi.mock("@/live/socket", () => ({
  onLiveEvent: (event: string, listener: (payload: unknown) => void) => happen.set(event, listener),
}));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  act(() => announceLive(null));
  signedOut();
  vi.useRealTimers();
});

function connect(userId: string | null, online: Record<string, boolean>) {
  const ask = vi.fn(async (_event: string, { user_ids }: { user_ids: string[] }) =>
    user_ids.filter((id) => id in online).map((user_id) => ({ user_id, online: online[user_id] })),
  );
  const say = vi.fn();
  act(() => announceLive({ userId, ask: ask as never, say }));
  return { ask, say };
}

const settle = () => act(() => vi.advanceTimersByTimeAsync(50));
const tell = (presence: Presence) => act(() => happen.get("presence")?.(presence));

test("a name says whether its person is online, and follows", async () => {
  connect("me", { [atlas]: true });
  render(<PersonName id={atlas} name="Atlas" />);
  expect(document.body).toHaveTextContent(/^Atlas$/);
  await settle();
  expect(document.body).toHaveTextContent("Atlas (online)");
  tell({ user_id: "another", online: false });
  expect(document.body).toHaveTextContent("Atlas (online)");
  tell({ user_id: atlas, online: false });
  expect(document.body).toHaveTextContent("Atlas (offline)");
});

test("one person on many places is watched once, and no longer when the last is gone", async () => {
  const { ask, say } = connect("me", { [atlas]: true });
  const names = (count: number) =>
    Array.from({ length: count }, (_, place) => place).map((place) => (
      <PersonName key={place} id={atlas} name="Atlas" />
    ));
  const { rerender } = render(names(3));
  await settle();
  rerender(names(1));
  await settle();
  expect(ask.mock.calls).toEqual([["watch_presence", { user_ids: [atlas] }]]);
  expect(say).not.toHaveBeenCalled();
  rerender(names(0));
  await settle();
  expect(say.mock.calls).toEqual([["unwatch_presence", { user_ids: [atlas] }]]);
});

test("nothing is known without a connection; the next one tells it anew", async () => {
  connect("me", { [atlas]: true });
  render(<PersonName id={atlas} name="Atlas" />);
  await settle();
  act(() => announceLive(null));
  expect(document.body).toHaveTextContent(/^Atlas$/);
  connect("me", { [atlas]: false });
  await settle();
  expect(document.body).toHaveTextContent("Atlas (offline)");
});

test("what is told late of somebody who is shown no more does not stay", async () => {
  let answer = (_: Presence[]) => {};
  const ask = vi.fn(() => new Promise<Presence[]>((done) => (answer = done)));
  act(() => announceLive({ userId: "me", ask: ask as never, say: vi.fn() }));
  const { unmount } = render(<PersonName id={atlas} name="Atlas" />);
  await settle();
  unmount();
  await settle();
  answer([{ user_id: atlas, online: true }]);
  await settle();
  tell({ user_id: atlas, online: true });
  render(<PersonName id={atlas} name="Atlas" />);
  expect(document.body).toHaveTextContent(/^Atlas$/);
});

test("visitors ask for nobody's presence, and nothing is said of whom the gateway does not know", async () => {
  const { ask } = connect(null, { [atlas]: true });
  render(<PersonName id={atlas} name="Atlas" />);
  await settle();
  expect(ask).not.toHaveBeenCalled();
  connect("me", {});
  await settle();
  expect(document.body).toHaveTextContent(/^Atlas$/);
});

test("a deleted account has a word instead of a name, and is not watched", async () => {
  const { ask } = connect("me", {});
  render(<PersonName id={atlas} name={null} />);
  await settle();
  expect(document.body).toHaveTextContent("Deleted account");
  expect(ask).not.toHaveBeenCalled();
});

test("a hundred at most are asked for in one message", async () => {
  const { ask } = connect("me", {});
  const ids = Array.from({ length: 101 }, (_, index) => String(index).padStart(24, "0"));
  render(ids.map((id) => <PersonName key={id} id={id} name="Atlas" />));
  await settle();
  expect(ask.mock.calls.map(([, { user_ids }]) => user_ids.length)).toEqual([100, 1]);
});

function showLink() {
  render(
    <MemoryRouter>
      <MessageLink userId={atlas} name="Atlas" about={{ kind: "product", id: "p1" }} />
    </MemoryRouter>,
  );
  return screen.queryByRole("link", { name: "Message Atlas" })?.getAttribute("href");
}

test("the link leads to the conversation, visitors by way of signing in", () => {
  expect(showLink()).toBe(`/login?next=${encodeURIComponent(`/messages/${atlas}?about=product:p1`)}`);
  signedIn("buyer");
  expect(screen.getByRole("link")).toHaveAttribute("href", `/messages/${atlas}?about=product:p1`);
});

test("nobody is offered to write to somebody whose account is gone", async () => {
  const { id } = signedIn("buyer");
  connect(id, {});
  expect(showLink()).toBe(`/messages/${atlas}?about=product:p1`);
  await settle();
  expect(screen.queryByRole("link")).toBeNull();
});

test("nobody is offered to write to themselves", () => {
  const { id } = signedIn("seller");
  render(
    <MemoryRouter>
      <MessageLink userId={id} />
    </MemoryRouter>,
  );
  expect(screen.queryByRole("link")).toBeNull();
});
