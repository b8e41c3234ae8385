import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { json, problem } from "@/testing/fake-shop";
import { happen } from "@/testing/live";
import { signedIn } from "@/testing/show-page";
import { atlas, bea, conversationOf, messageOf, messagePage } from "@/testing/talk";
import { box, openThread, show, talkingShop, thread } from "./stage";

vi.mock("@/live/socket", async () => (await import("@/testing/live")).liveSocket);

const { shop, stored } = talkingShop();

test("without a conversation, it says how they begin", async () => {
  show("/messages");
  expect(await screen.findByRole("heading", { name: "No conversations yet" })).toBeVisible();
  expect(screen.getByText(/Ask a seller on any product's page/)).toBeVisible();
});

test("the list tells who wrote last and what is unread, and a new message moves to its top", async () => {
  const zoe = { id: "65f0000000000000000000c2", name: "Zoe", role: "buyer" as const, online: true };
  const last = { seq: 4, sender_id: bea, body: "See you", sent_at: "2026-11-20T18:00:00Z" };
  const items = [
    conversationOf({ user: zoe, last, seq: 4 }),
    conversationOf({ seq: 3, unread: 2, last: { ...last, sender_id: atlas, body: "It is ready" } }),
  ];
  shop.on("GET /api/messages/", () => json(200, { items, total: 2, page: 1, pages: 1 }));
  show("/messages");
  const list = await screen.findByRole("list", { name: "Conversations" });
  const rows = () =>
    within(list)
      .getAllByRole("link")
      .map((row) => row.textContent);
  expect(rows()[0]).toMatch(/Zoe.*You: See you/);
  expect(rows()[1]).toMatch(/Atlas.*It is ready2 unread/);
  await happen("message", messageOf(4, { body: "Are you there?" }));
  expect(rows()[0]).toMatch(/Atlas.*Are you there\?3 unread/);
  expect(screen.getByRole("link", { name: "Messages, 2 unread" })).toBeVisible();
});

test("what is written is text, and only addresses of the web are links", async () => {
  stored.push(
    messageOf(1, { body: "<img src=x onerror=alert(1)>\njavascript:alert(1) https://souk.test/x" }),
  );
  await openThread();
  expect(within(thread()).getByText(/<img src=x onerror=alert\(1\)>/)).toBeVisible();
  expect(within(thread()).queryByRole("img")).toBeNull();
  const link = within(thread()).getByRole("link");
  expect(link).toHaveAttribute("href", "https://souk.test/x");
  expect(link).toHaveAttribute("rel", expect.stringContaining("noopener"));
});

test("elsewhere in the shop a message is said in the corner, with the way to it", async () => {
  const { where } = show("/elsewhere");
  await screen.findByText("the shop");
  await happen("message", messageOf(1, { body: "It is ready" }));
  const toasts = screen.getByRole("region", { name: "Notices" });
  expect(await within(toasts).findByText("Atlas: It is ready")).toBeVisible();
  fireEvent.click(within(toasts).getByRole("button", { name: "Show" }));
  await waitFor(() => expect(where()).toBe(`/messages/${atlas}`));
  await box();
  await happen("message", messageOf(2, { body: "Come by" }));
  await act(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect(within(toasts).queryByText(/Come by/)).toBeNull();
});

test("blocking says what it does, and one writes no more until one unblocks", async () => {
  shop.on(`PUT /api/messages/${atlas}/block`, () => json(200, conversationOf({ blocked: true })));
  shop.on(`DELETE /api/messages/${atlas}/block`, () => json(200, conversationOf()));
  await openThread();
  fireEvent.click(screen.getByRole("button", { name: "More about Atlas" }));
  fireEvent.click(screen.getByRole("button", { name: "Block Atlas" }));
  const dialog = screen.getByRole("dialog", { name: "Block Atlas?" });
  expect(dialog).toHaveTextContent("They are not told.");
  fireEvent.click(within(dialog).getByRole("button", { name: "Block" }));
  expect(await screen.findByText("You have blocked Atlas. Unblock to write.")).toBeVisible();
  expect(screen.queryByRole("textbox", { name: /^Message/ })).toBeNull();

  fireEvent.click(screen.getByRole("button", { name: "Unblock" }));
  const again = screen.getByRole("dialog", { name: "Unblock Atlas?" });
  fireEvent.click(within(again).getByRole("button", { name: "Unblock" }));
  expect(await box()).toBeVisible();
});

test("a report takes a reason, and thanks", async () => {
  shop.on(`POST /api/messages/${atlas}/report`, () =>
    json(201, { id: "r1", created_at: "2026-11-20T18:00:00Z" }),
  );
  await openThread();
  fireEvent.click(screen.getByRole("button", { name: "More about Atlas" }));
  fireEvent.click(screen.getByRole("button", { name: "Report Atlas" }));
  fireEvent.change(screen.getByRole("textbox", { name: "Reason" }), { target: { value: "Asks for cash" } });
  fireEvent.click(screen.getByRole("button", { name: "Report" }));
  expect(await screen.findByText(/^Thank you\./)).toBeVisible();
  expect(shop.sent(`POST /api/messages/${atlas}/report`)[0]?.body).toEqual({ reason: "Asks for cash" });
});

test("what is found leads to its place in the conversation", async () => {
  const message = messageOf(7, { body: "The lantern is of copper" });
  shop.on("GET /api/messages/search", () =>
    json(200, { items: [{ user: conversationOf().user, message }], total: 1, page: 1, pages: 1 }),
  );
  show("/messages");
  fireEvent.change(await screen.findByRole("searchbox"), { target: { value: "lantern" } });
  const found = await screen.findByRole("list", { name: "Messages found" });
  expect(within(found).getByRole("link")).toHaveAttribute("href", `/messages/${atlas}?at=7`);
  expect(within(found).getByText("lantern").tagName).toBe("MARK");
  expect(shop.sent("GET /api/messages/search")[0]?.query.get("q")).toBe("lantern");
});

test("somebody who is not there is said so, and oneself is nobody to write to", async () => {
  const other = "65f0000000000000000000c9";
  for (const path of ["", "/conversation"])
    shop.on(`GET /api/messages/${other}${path}`, () => problem(404, "There is no such account."));
  const { unmount } = show(`/messages/${other}`);
  expect(await screen.findByRole("heading", { name: "Nobody here" })).toBeVisible();
  unmount();
  const { where } = show(`/messages/${bea}`);
  await screen.findByRole("heading", { name: "Messages" });
  expect(where()).toBe("/messages");
});

test("what was written with somebody who is gone can be read, and nobody writes to them any more", async () => {
  const gone = { ...conversationOf().user, name: null };
  shop.on(`GET /api/messages/${atlas}/conversation`, () => json(200, conversationOf({ user: gone, seq: 1 })));
  stored.push(messageOf(1));
  show(`/messages/${atlas}`);
  expect(await screen.findByRole("heading", { name: "Deleted account" })).toBeVisible();
  expect(screen.getByText("message 1")).toBeVisible();
  expect(screen.getByText(/^This account was deleted\./)).toBeVisible();
  expect(screen.queryByRole("textbox", { name: /^Message to/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /^More about/ })).toBeNull();
});

test("when older messages cannot be loaded, it says so and loads them when asked again", async () => {
  let lost = true;
  stored.push(messageOf(5));
  shop.on(`GET /api/messages/${atlas}`, ({ query }) => {
    if (!query.has("before")) return json(200, messagePage(stored, 2));
    return lost ? problem(503, "The market is busy.") : json(200, messagePage([messageOf(3), messageOf(4)]));
  });
  await openThread();
  expect(await screen.findByText("Earlier messages could not be loaded.")).toBeVisible();
  expect(shop.sent(`GET /api/messages/${atlas}`).filter(({ query }) => query.has("before"))).toHaveLength(1);
  lost = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText("This is where it began.")).toBeVisible();
  expect(within(thread()).getAllByRole("listitem")).toHaveLength(3);
});

test.each([
  ["buyer", "/orders/"],
  ["seller", "/seller/orders?search="],
  ["admin", "/admin/orders?search="],
] as const)("what a message is about leads a %s to where they look at orders", async (role, to) => {
  const id = "65f0000000000000deadbeef";
  signedIn(role);
  stored.push(messageOf(1, { about: { kind: "order", id, name: "Copper kettle" } }));
  await openThread();
  const link = within(thread()).getByRole("link", { name: "Order DEADBEEF · Copper kettle" });
  expect(link).toHaveAttribute("href", `${to}${id}`);
});
