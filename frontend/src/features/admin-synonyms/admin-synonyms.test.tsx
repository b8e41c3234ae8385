import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PreviewInput, Ranking, SearchPreview, SynonymGroup } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminSynonymRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminSynonymRoutes }];
const list = "GET /api/admin/synonyms";
const add = "POST /api/admin/synonyms";
const preview = "POST /api/admin/synonyms/preview";
const telly: SynonymGroup = {
  id: "65f0000000000000000000d1",
  words: ["television", "telly"],
  created_at: "2026-11-20T18:30:00.000Z",
  updated_at: "2026-11-20T18:30:00.000Z",
};
const one = (method: "PUT" | "DELETE") => `${method} /api/admin/synonyms/${telly.id}`;

function ranking(...items: [name: string, otherRank: number | null][]): Ranking {
  const products = items.map(([name, other_rank]) => ({
    id: name,
    name,
    brand: null,
    price: 40,
    category: "TVs",
    image: null,
    other_rank,
  }));
  return { total: products.length, corrected: null, relaxed: [], items: products };
}

const shown: SearchPreview = {
  before: ranking(["Sharp TV", 2], ["Antenna", null]),
  after: ranking(["Philips TV", null], ["Sharp TV", 1], ["Sony TV", 9]),
};

beforeEach(() => {
  signedIn("admin");
  shop.on(list, () => json(200, { items: [telly], total: 1, page: 1, pages: 1 }));
  shop.on(preview, () => json(200, shown));
});
afterEach(signedOut);

async function opened(address = "/admin/synonyms?new=tellyvision") {
  const page = showPage(routes, address);
  const dialog = within(await screen.findByRole("dialog"));
  return { ...page, dialog, field: dialog.getByRole("textbox", { name: /^Words and phrases/ }) };
}

type Dialog = Awaited<ReturnType<typeof opened>>["dialog"];
const type = (field: HTMLElement, text: string) => fireEvent.change(field, { target: { value: text } });
const wordsIn = (dialog: Dialog) =>
  within(dialog.getByRole("list", { name: "Words of the group" }))
    .queryAllByRole("button")
    .map((word) => word.textContent);
const placesIn = (dialog: Dialog, title: string) =>
  within(dialog.getByRole("list", { name: title }))
    .getAllByRole("listitem")
    .map((item) => item.textContent);

test("groups are listed with their words", async () => {
  showPage(routes, "/admin/synonyms?search=tel");
  const row = within(await screen.findByRole("row", { name: /television/ }));
  expect(row.getAllByRole("listitem").map((word) => word.textContent)).toEqual(["television", "telly"]);
  expect(shop.sent(list)[0]?.query.get("search")).toBe("tel");
});

test("words are added with Enter and commas, taken back and removed, and that is told", async () => {
  const { dialog, field } = await opened();
  expect(wordsIn(dialog)).toEqual(["tellyvision"]);
  type(field, "television");
  fireEvent.keyDown(field, { key: "Enter" });
  type(field, "tv set, Telly,");
  expect(wordsIn(dialog)).toEqual(["tellyvision", "television", "tv set", "Telly"]);
  expect(dialog.getByText("Added tv set, Telly.")).toHaveAttribute("role", "status");
  type(field, "telly,");
  expect(dialog.getByText("telly is there already.")).toBeInTheDocument();
  fireEvent.keyDown(field, { key: "Backspace" });
  expect(field).toHaveValue("Telly");
  fireEvent.click(dialog.getByRole("button", { name: "Remove tv set" }));
  expect(wordsIn(dialog)).toEqual(["tellyvision", "television"]);
  expect(field).toHaveFocus();
});

test("a new group begun by the address is added, also with the word that is still being typed", async () => {
  const { dialog, field, where } = await opened();
  shop.on(add, () => json(201, telly));
  type(field, "television");
  fireEvent.click(dialog.getByRole("button", { name: "Add the group" }));
  await waitFor(() => expect(where()).toBe("/admin/synonyms"));
  expect(shop.sent(add)[0]?.body).toEqual({ words: ["tellyvision", "television"] });
  expect(await screen.findByText("The search knows it: tellyvision, television.")).toBeVisible();
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

test("what is wrong with the words is said at their field", async () => {
  const { dialog, field } = await opened();
  fireEvent.click(dialog.getByRole("button", { name: "Add the group" }));
  expect(field).toHaveAccessibleDescription(/A group needs two words or phrases at least\./);
  const message = "“tellyvisions” and “tellyvision” are the same to the search";
  shop.on(add, () => problem(422, `words: ${message}`, { errors: [{ field: "words", message }] }));
  type(field, "tellyvisions");
  expect(field).not.toHaveAttribute("aria-invalid");
  fireEvent.click(dialog.getByRole("button", { name: "Add the group" }));
  await waitFor(() => expect(field).toHaveAccessibleDescription(new RegExp(`${message}\\.`)));
  expect(field).toHaveAttribute("aria-invalid", "true");
  shop.on(add, () => problem(409, "There is such a group already."));
  fireEvent.click(dialog.getByRole("button", { name: "Add the group" }));
  expect(await dialog.findByText("There is such a group already.")).toBeVisible();
});

test("the preview shows in words what a change moves, for the first word unless another is tried", async () => {
  const { dialog, field } = await opened();
  expect(await dialog.findByText("Add a second word, and what changes is shown here.")).toBeVisible();
  expect(shop.sent(preview)[0]?.body).toEqual({ search: "tellyvision", add: [], without: [] });
  type(field, "television,");
  expect(await dialog.findByRole("list", { name: "With this change" })).toBeVisible();
  expect(placesIn(dialog, "With this change")).toEqual([
    "1Philips TV$40.00New near the top",
    "2Sharp TV$40.00Down 1",
    "3Sony TV$40.00Up 6",
  ]);
  expect(placesIn(dialog, "Now")).toEqual(["1Sharp TV$40.00", "2Antenna$40.00Gone from the top"]);
  const sentence = "Finds 3 products, instead of 2. 1 near the top is new.";
  await waitFor(() => expect(dialog.getByText(sentence)).toHaveAttribute("role", "status"));
  type(dialog.getByRole("searchbox", { name: "Search to try" }), "cheap tellyvision");
  const wanted: PreviewInput = {
    search: "cheap tellyvision",
    add: [["tellyvision", "television"]],
    without: [],
  };
  await waitFor(() => expect(shop.sent(preview).at(-1)?.body).toEqual(wanted));
});

test("the preview before stays until the next is there, and that there is none is said", async () => {
  const { dialog, field } = await opened();
  type(field, "television,");
  await dialog.findByRole("list", { name: "With this change" });
  let answer: (response: Response) => void = () => undefined;
  shop.on(preview, () => new Promise<Response>((give) => (answer = give)));
  type(field, "tv,");
  await waitFor(() => expect(shop.sent(preview)).toHaveLength(3));
  expect(dialog.getByText("Looking…")).toBeVisible();
  expect(placesIn(dialog, "With this change")).toHaveLength(3);
  await act(async () => answer(problem(429, "Slow down.")));
  expect(await dialog.findByText("No preview: Slow down.")).toHaveAttribute("role", "alert");
  expect(field).not.toHaveAttribute("aria-invalid");
});

test.each(["words", "add.0"])(
  "what is wrong with words that are tried (%s) is said at their field, with what is found now",
  async (of) => {
    const message = "“tv” may stand for 60 others at most, over all groups";
    shop.on(preview, ({ body }) =>
      (body as PreviewInput).add?.[0]?.includes("tv")
        ? problem(422, "no", { errors: [{ field: of, message }] })
        : json(200, shown),
    );
    const { dialog, field } = await opened();
    type(field, "television,tv,");
    await waitFor(() => expect(field).toHaveAccessibleDescription(new RegExp(`${message}\\.`)));
    expect(await dialog.findByRole("list", { name: "Now" })).toBeVisible();
    expect(dialog.queryByRole("list", { name: "With this change" })).not.toBeInTheDocument();
    expect(dialog.queryByText(/^No preview/)).not.toBeInTheDocument();
    type(dialog.getByRole("searchbox", { name: "Search to try" }), "tv");
    const plain = { search: "tv", add: [], without: [] };
    await waitFor(() => expect(shop.sent(preview).at(-1)?.body).toEqual(plain));
    expect(field).toHaveAttribute("aria-invalid", "true");
    fireEvent.click(dialog.getByRole("button", { name: "Remove tv" }));
    expect(field).not.toHaveAttribute("aria-invalid");
    expect(await dialog.findByRole("list", { name: "With this change" })).toBeVisible();
  },
);

test("a group is changed, and tried without what it was before", async () => {
  showPage(routes, "/admin/synonyms");
  fireEvent.click(await screen.findByRole("button", { name: "Edit television, telly" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Remove telly" }));
  type(dialog.getByRole("textbox", { name: /^Words and phrases/ }), "tv,");
  const words = ["television", "tv"];
  await waitFor(() =>
    expect(shop.sent(preview).at(-1)?.body).toEqual({
      search: "television",
      add: [words],
      without: [telly.id],
    }),
  );
  shop.on(one("PUT"), () => json(200, { ...telly, words }));
  fireEvent.click(dialog.getByRole("button", { name: "Save the group" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(shop.sent(one("PUT"))[0]?.body).toEqual({ words });
});

test("a group is removed after a question that shows what that does", async () => {
  showPage(routes, "/admin/synonyms");
  fireEvent.click(await screen.findByRole("button", { name: "Remove television, telly" }));
  const dialog = within(await screen.findByRole("dialog"));
  await waitFor(() =>
    expect(shop.sent(preview)[0]?.body).toEqual({ search: "television", add: [], without: [telly.id] }),
  );
  shop.on(one("DELETE"), () => problem(404, "There is no such group."));
  shop.on(list, () => json(200, { items: [], total: 0, page: 1, pages: 0 }));
  fireEvent.click(dialog.getByRole("button", { name: "Yes, remove it" }));
  expect(await screen.findByRole("heading", { name: "No synonyms yet" })).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
