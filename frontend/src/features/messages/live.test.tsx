import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { json } from "@/testing/fake-shop";
import { connectLive, happen, loseLive } from "@/testing/live";
import { atlas, bea, conversationOf, messageOf, messagePage, mineOf } from "@/testing/talk";
import { openThread, show, shown, talkingShop, thread } from "./stage";

vi.mock("@/live/socket", async () => (await import("@/testing/live")).liveSocket);

const { shop, stored, looking } = talkingShop();

test("a live message is shown, read out, acknowledged and read, as long as one looks", async () => {
  const live = connectLive(bea);
  await openThread();
  looking.mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event("blur")));
  await happen("typing", { user_id: atlas });
  expect(screen.getByText("Atlas is writing…")).toBeVisible();
  await happen("message", messageOf(1, { body: "Good morning" }));
  await happen("message", messageOf(1, { body: "Good morning" }));
  expect(shown("Good morning")).toHaveLength(1);
  expect(screen.queryByText("Atlas is writing…")).toBeNull();
  expect(screen.getByRole("log")).toHaveTextContent("Atlas: Good morning");
  await waitFor(() => expect(live.said("delivered")).toEqual([{ user_id: atlas, seq: 1 }]));
  expect(live.asked("read")).toEqual([]);
  expect(within(thread()).getByText("New messages")).toBeVisible();

  looking.mockReturnValue(true);
  act(() => void window.dispatchEvent(new Event("focus")));
  await waitFor(() => expect(live.asked("read")).toEqual([{ user_id: atlas, seq: 1 }]));
});

test("marks follow what the other one received and read", async () => {
  stored.push(mineOf(1), mineOf(2));
  connectLive(bea);
  await openThread();
  await happen("delivered", { user_id: atlas, with_user_id: bea, seq: 2 });
  expect(within(thread()).getByText("Delivered")).toBeVisible();
  await happen("read", { user_id: atlas, with_user_id: bea, seq: 1 });
  const marks = within(thread())
    .getAllByRole("listitem")
    .map((row) => /, (\w+)$/.exec(row.textContent ?? "")?.[1]);
  expect(marks).toEqual(["read", "delivered"]);
});

test("after a lost connection it asks for what it missed, until nothing is missing", async () => {
  stored.push(messageOf(1));
  connectLive(bea);
  await openThread();
  loseLive();
  stored.push(messageOf(2), messageOf(3), messageOf(4));
  shop.on(`GET /api/messages/${atlas}`, ({ query }) => {
    const after = Number(query.get("after"));
    return json(
      200,
      messagePage(
        stored.filter(({ seq }) => seq === after + 1),
        stored.length - after,
      ),
    );
  });
  connectLive(bea);
  await waitFor(() => expect(shown("message 4")).toHaveLength(1));
  const asked = shop.sent(`GET /api/messages/${atlas}`).map(({ query }) => query.get("after"));
  expect(asked.slice(-3)).toEqual(["1", "2", "3"]);
});

test("a message that does not follow upon the last one is asked for", async () => {
  stored.push(messageOf(1));
  connectLive(bea);
  await openThread();
  stored.push(messageOf(2), messageOf(3));
  await happen("message", messageOf(3));
  await waitFor(() => expect(shown("message 2")).toHaveLength(1));
  expect(
    within(thread())
      .getAllByRole("listitem")
      .map((row) => row.textContent?.slice(0, 9)),
  ).toEqual(["message 1", "message 2", "message 3"]);
});

test("what comes before the page is drawn is not lost", async () => {
  const live = connectLive(bea);
  await happen("message", messageOf(1));
  await happen("message", messageOf(2, { receiver_id: "somebody else" }));
  await openThread();
  await waitFor(() => expect(live.said("delivered")).toEqual([{ user_id: atlas, seq: 1 }]));
});

test("what comes while the conversation loads for the first time is in it", async () => {
  let answer = (_: Response) => {};
  shop.on(`GET /api/messages/${atlas}`, () => new Promise((done) => (answer = done)));
  connectLive(bea);
  show(`/messages/${atlas}`);
  await waitFor(() => expect(shop.sent(`GET /api/messages/${atlas}`)).toHaveLength(1));
  await happen("message", messageOf(2));
  await happen("delivered", { user_id: atlas, with_user_id: bea, seq: 1 });
  answer(json(200, messagePage([mineOf(1)])));
  await screen.findByRole("heading", { name: /^Atlas/ });
  const rows = within(thread()).getAllByRole("listitem");
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(/^message 1.*, delivered$/i),
    expect.stringMatching(/^message 2/),
  ]);
});

test("an answer that lags behind is asked for again, and takes nothing away", async () => {
  stored.push(messageOf(1));
  connectLive(bea);
  await openThread();
  stored.push(messageOf(2), messageOf(3));
  shop.on(`GET /api/messages/${atlas}`, ({ query }) => {
    const after = Number(query.get("after"));
    const behind = shop.sent(`GET /api/messages/${atlas}`).length <= 2;
    return json(200, messagePage(behind ? [] : stored.filter(({ seq }) => seq > after)));
  });
  await happen("message", messageOf(3));
  await waitFor(() => expect(shop.sent(`GET /api/messages/${atlas}`)).toHaveLength(2));
  expect(shown("message 3")).toHaveLength(1);
  await waitFor(() => expect(shown("message 2")).toHaveLength(1));
});

test("a lost connection may have hidden that the conversation itself changed", async () => {
  connectLive(bea);
  await openThread();
  loseLive();
  shop.on(`GET /api/messages/${atlas}/conversation`, () => json(200, conversationOf({ blocked: true })));
  connectLive(bea);
  expect(await screen.findByRole("button", { name: /Unblock/ })).toBeVisible();
});
