import { fireEvent, screen, within } from "@testing-library/react";
import { Outlet } from "react-router";
import { afterEach, beforeEach, vi } from "vitest";
import type { Message } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { loseLive } from "@/testing/live";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { atlas, conversationOf, messagePage, mineOf } from "@/testing/talk";
import { MessagesIcon } from "./messages-icon";
import { messageRoutes } from "./routes";

/** For the tests of a file: Bea is signed in, and the shop keeps what she and Atlas write to each other. */
export function talkingShop() {
  const shop = fakeShop();
  const stored: Message[] = [];
  const looking = vi.spyOn(document, "hasFocus");

  /** The same client id gives the same message. */
  function store({ body, client_id }: Partial<Message>): Message {
    const known = stored.find((message) => message.client_id === client_id);
    if (known) return known;
    const message = mineOf(stored.length + 1, { body: body ?? "", client_id: client_id ?? "" });
    stored.push(message);
    return message;
  }

  beforeEach(() => {
    localStorage.clear();
    stored.length = 0;
    looking.mockReturnValue(true);
    signedIn("buyer");
    shop.on("GET /api/messages/unread", () => json(200, { messages: 2, conversations: 1 }));
    shop.on("GET /api/messages/", () => json(200, { items: [], total: 0, page: 1, pages: 0 }));
    shop.on(`GET /api/messages/${atlas}/conversation`, () => json(200, conversationOf()));
    shop.on(`GET /api/messages/${atlas}`, ({ query }) => {
      const after = Number(query.get("after") ?? 0);
      return json(200, messagePage(stored.filter(({ seq }) => seq > after)));
    });
    shop.on(`POST /api/messages/${atlas}/read`, () => json(200, { unread: 0 }));
    shop.on(`POST /api/messages/${atlas}`, ({ body }) => json(201, store(body as Partial<Message>)));
  });
  afterEach(() => {
    loseLive();
    signedOut();
  });
  return { shop, stored, store, looking };
}

/** Below the header's icon, as in the shop. */
export function show(address: string) {
  const frame = (
    <>
      <MessagesIcon />
      <Outlet />
    </>
  );
  const elsewhere = { path: "/elsewhere", element: <p>the shop</p> };
  return showPage([{ element: frame, children: [...messageRoutes, elsewhere] }], address);
}

/** The conversation with Atlas. */
export async function openThread(search = "") {
  const page = show(`/messages/${atlas}${search}`);
  await screen.findByRole("heading", { name: /^Atlas/ });
  return page;
}

export const thread = () => screen.getByRole("group", { name: "Messages with Atlas" });
export const box = () => screen.findByRole("textbox", { name: "Message to Atlas" });
export const shown = (text: string) => within(thread()).queryAllByText(text);

export async function type(text: string): Promise<HTMLElement> {
  const element = await box();
  fireEvent.change(element, { target: { value: text } });
  return element;
}

export async function write(text: string): Promise<void> {
  fireEvent.keyDown(await type(text), { key: "Enter" });
}
