import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { SynonymGroup } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminSynonymRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminSynonymRoutes }];
const [telly, lamp] = [groupOf("d1", "television", "telly"), groupOf("d2", "lamp", "light")];

function groupOf(end: string, ...words: string[]): SynonymGroup {
  const moment = "2026-11-20T18:30:00.000Z";
  return { id: `65f0000000000000000000${end}`, words, created_at: moment, updated_at: moment };
}

beforeEach(() => {
  signedIn("admin");
  shop.on("GET /api/admin/synonyms", () => json(200, { items: [telly, lamp], total: 2, page: 1, pages: 1 }));
  shop.on("POST /api/admin/synonyms/preview", () => new Promise<Response>(() => undefined));
});
afterEach(signedOut);

/** Keeps the answer to a call back until it is given. */
function held(call: string): (answer: Response) => Promise<void> {
  let give: (answer: Response) => void = () => undefined;
  shop.on(call, () => new Promise<Response>((answer) => (give = answer)));
  return (answer) => act(async () => give(answer));
}

async function opened(button: string) {
  fireEvent.click(await screen.findByRole("button", { name: button }));
  return within(await screen.findByRole("dialog"));
}

const press = (dialog: ReturnType<typeof within>, name: string) =>
  fireEvent.click(dialog.getByRole("button", { name }));

/** One group is saved, the dialog is closed before the answer, and another group is being edited. */
async function movedOnFromSaving() {
  const call = `PUT /api/admin/synonyms/${telly.id}`;
  const give = held(call);
  showPage(routes, "/admin/synonyms");
  const first = await opened("Edit television, telly");
  press(first, "Save the group");
  await waitFor(() =>
    expect(first.getByRole("button", { name: "Save the group" })).toHaveAttribute("aria-busy"),
  );
  await waitFor(() => expect(shop.sent(call)).toHaveLength(1));
  press(first, "Cancel");
  const dialog = await opened("Edit lamp, light");
  const field = dialog.getByRole("textbox", { name: /^Words and phrases/ });
  fireEvent.change(field, { target: { value: "lantern," } });
  return { give, dialog, field };
}

test("a late answer to a group that was saved leaves the one that is being edited alone", async () => {
  const { give, dialog } = await movedOnFromSaving();
  expect(dialog.getByRole("button", { name: "Save the group" })).not.toHaveAttribute("aria-busy");
  await give(json(200, telly));
  expect(await screen.findByText("The search knows it: television, telly.")).toBeVisible();
  expect(dialog.getByRole("button", { name: "Remove lantern" })).toBeVisible();
});

test("what went wrong with a group is said also when its dialog is closed, and not at another one", async () => {
  const { give, field } = await movedOnFromSaving();
  const message = "“telly” may stand for 60 others at most";
  await give(problem(422, "no", { errors: [{ field: "words", message }] }));
  expect(await screen.findByText(`Not saved: television, telly. ${message}.`)).toBeVisible();
  expect(field).not.toHaveAttribute("aria-invalid");
});

test.each([
  [
    "removed",
    () => new Response(null, { status: 204 }),
    "These are no synonyms any more: television, telly.",
  ],
  ["not removed", () => problem(503, "Busy."), "Not removed: television, telly. Busy."],
])(
  "that a group was %s after all leaves the question about another one alone",
  async (_what, answer, text) => {
    const call = `DELETE /api/admin/synonyms/${telly.id}`;
    const give = held(call);
    showPage(routes, "/admin/synonyms");
    const first = await opened("Remove television, telly");
    press(first, "Yes, remove it");
    await waitFor(() => expect(shop.sent(call)).toHaveLength(1));
    press(first, "Keep it");
    const dialog = await opened("Remove lamp, light");
    expect(dialog.getByRole("button", { name: "Yes, remove it" })).not.toHaveAttribute("aria-busy");
    await give(answer());
    expect(await screen.findByText(text)).toBeVisible();
    expect(dialog.getByText("lamp, light")).toBeVisible();
    expect(dialog.getByRole("alert")).toBeEmptyDOMElement();
  },
);
