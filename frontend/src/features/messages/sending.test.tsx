import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { unreachable } from "@/api/problem";
import { json, problem } from "@/testing/fake-shop";
import { connectLive, happen } from "@/testing/live";
import { atlas, bea } from "@/testing/talk";
import { box, openThread, shown, talkingShop, thread, type, write } from "./stage";

vi.mock("@/live/socket", async () => (await import("@/testing/live")).liveSocket);

const { shop, stored, store } = talkingShop();

test("Enter sends over the live connection, about what the address says, and Shift+Enter does not", async () => {
  const id = "65f0000000000000000000a1";
  shop.on(`GET /api/products/${id}`, () => json(200, { id, name: "Copper kettle" }));
  const live = connectLive(bea, {
    message: (payload) => ({ ...store(payload), about: { ...Object(payload.about), name: "Copper kettle" } }),
  });
  const { where } = await openThread(`?about=product:${id}`);
  await screen.findByText("Copper kettle");
  fireEvent.keyDown(await type("Is it yours?"), { key: "Enter", shiftKey: true });
  expect(live.asked("message")).toEqual([]);
  await write("  Is it yours?  ");
  await waitFor(() => expect(within(thread()).getByText("Sent")).toBeVisible());
  const [sent] = live.asked("message");
  expect(sent).toEqual({
    user_id: atlas,
    body: "Is it yours?",
    about: { kind: "product", id },
    client_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(within(thread()).getByRole("link", { name: "Copper kettle" })).toHaveAttribute(
    "href",
    `/products/${id}`,
  );
  expect(where()).toBe(`/messages/${atlas}`);
  expect(await box()).toHaveValue("");
});

test("a lost answer is made up for by a request with the same id; the thread has the message once", async () => {
  const live = connectLive(bea, {
    message: (payload) => {
      store(payload);
      throw unreachable(null);
    },
  });
  await openThread();
  await write("Only once");
  await waitFor(() => expect(shop.sent(`POST /api/messages/${atlas}`)).toHaveLength(1));
  expect(shop.sent(`POST /api/messages/${atlas}`)[0]?.body).toMatchObject({
    client_id: live.asked("message")[0]?.client_id,
  });
  await happen("message", stored[0]);
  await waitFor(() => expect(within(thread()).getByText("Sent")).toBeVisible());
  expect(shown("Only once")).toHaveLength(1);
  expect([stored.length, Object.keys(localStorage).filter((key) => key.includes("outbox"))]).toEqual([1, []]);
});

test("what could not be sent goes out after a reload, when somebody answers", async () => {
  shop.on(`POST /api/messages/${atlas}`, () => {
    throw new TypeError("Failed to fetch");
  });
  const { unmount } = await openThread();
  await write("Later");
  expect(await within(thread()).findByText("Sending…")).toBeVisible();
  unmount();
  const live = connectLive(bea, { message: store });
  await openThread();
  await waitFor(() => expect(within(thread()).getByText("Sent")).toBeVisible());
  expect(live.asked("message")).toHaveLength(1);
  expect(shown("Later")).toHaveLength(1);
});

test("a refused message says why, and is tried again or discarded", async () => {
  shop.on(`POST /api/messages/${atlas}`, () => problem(409, "You have blocked them."));
  await openThread();
  await write("Hello");
  expect(await within(thread()).findByRole("alert")).toHaveTextContent("Not sent. You have blocked them.");
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(shop.sent(`POST /api/messages/${atlas}`)).toHaveLength(2));
  fireEvent.click(await screen.findByRole("button", { name: "Discard" }));
  expect(shown("Hello")).toEqual([]);
});

test("near 4,000 characters it counts, and more are not sent", async () => {
  await openThread();
  await type("a".repeat(3_999));
  expect(screen.getByText("One character left")).toBeVisible();
  await type("a".repeat(4_001));
  expect(screen.getByText(/^1 characters too many/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Send" })).toBeDisabled();
});
