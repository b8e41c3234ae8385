import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SynonymImportResult } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminSynonymRoutes } from "./routes";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminSynonymRoutes }];
const call = "POST /api/admin/synonyms/import";
const text = "laptop, notebook\ntelly\n";

function resultOf(change: Partial<SynonymImportResult>): SynonymImportResult {
  return { applied: false, added: 0, removed: 0, unchanged: 0, failed: 0, errors: [], ...change };
}

function answer(change: Partial<SynonymImportResult>): void {
  shop.on(call, () => json(200, resultOf(change)));
}

/** Keeps the answers to imports back; each is given by its place. */
function held(): (place: number, answer: Response) => Promise<void> {
  const waiting: ((answer: Response) => void)[] = [];
  shop.on(call, () => new Promise<Response>((give) => waiting.push(give)));
  return async (place, response) => {
    await waitFor(() => expect(waiting[place]).toBeDefined());
    await act(async () => waiting[place]?.(response));
  };
}

beforeEach(() => {
  signedIn("admin");
  shop.on("GET /api/admin/synonyms", () => json(200, { items: [], total: 0, page: 1, pages: 0 }));
});
afterEach(signedOut);

async function opened() {
  showPage(routes, "/admin/synonyms");
  fireEvent.click(await screen.findByRole("button", { name: "Import" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Import synonyms" }));
  const press = (name: string) => fireEvent.click(dialog.getByRole("button", { name }));
  return { dialog, press, field: dialog.getByRole("textbox", { name: "Groups" }) };
}

test("lines that are wrong are named with their numbers, and keep all from being imported", async () => {
  const { dialog, press, field } = await opened();
  expect(dialog.getByRole("button", { name: "Check" })).toBeDisabled();
  const errors = [{ line: 2, message: "a group has two words or phrases at least" }];
  answer({ added: 1, failed: 102, errors });
  fireEvent.change(field, { target: { value: text } });
  press("Check");
  const lines = within(await dialog.findByRole("list", { name: "Lines to mend" }));
  expect(lines.getByRole("listitem")).toHaveTextContent("Line 2: A group has two words or phrases at least.");
  expect(dialog.getByText("And 101 more.")).toBeVisible();
  expect(dialog.queryByRole("button", { name: "Import now" })).not.toBeInTheDocument();
  expect(shop.sent(call)[0]?.body).toEqual({ text, replace: false, dry_run: true });
});

test("what would happen is shown first, and shown anew after a change, then it is done", async () => {
  const { dialog, press, field } = await opened();
  answer({ added: 3, removed: 12, unchanged: 1 });
  fireEvent.change(field, { target: { value: text } });
  press("Check");
  await dialog.findByRole("button", { name: "Import now" });
  fireEvent.click(dialog.getByRole("checkbox", { name: /^Remove the groups/ }));
  expect(dialog.queryByRole("button", { name: "Import now" })).not.toBeInTheDocument();
  press("Check");
  expect((await dialog.findByText("To be removed")).nextSibling).toHaveTextContent("12 groups");
  expect(dialog.getByText("There already").nextSibling).toHaveTextContent("one group");
  answer({ applied: true, added: 3, removed: 12, unchanged: 1 });
  press("Import now");
  expect(await screen.findByText("Imported: 3 groups added, 12 groups removed.")).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(shop.sent(call).map(({ body }) => body)).toEqual([
    { text, replace: false, dry_run: true },
    { text, replace: true, dry_run: true },
    { text, replace: true, dry_run: false },
  ]);
});

test("an answer to a text that is no longer there is not shown, and what was checked is what is imported", async () => {
  const { dialog, press, field } = await opened();
  const give = held();
  fireEvent.change(field, { target: { value: text } });
  press("Check");
  fireEvent.click(dialog.getByRole("checkbox", { name: /^Remove the groups/ }));
  expect(dialog.getByRole("button", { name: "Check" })).not.toHaveAttribute("aria-busy");
  press("Check");
  await give(0, json(200, resultOf({ added: 1 })));
  expect(dialog.queryByText("To be added")).not.toBeInTheDocument();
  await give(1, json(200, resultOf({ added: 3, removed: 12 })));
  expect(dialog.getByText("To be removed").nextSibling).toHaveTextContent("12 groups");
  press("Import now");
  await give(2, problem(503, "Busy."));
  press("Import now");
  await give(3, json(200, resultOf({ applied: true, added: 3, removed: 12 })));
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(shop.sent(call).map(({ body }) => body)).toEqual([
    { text, replace: false, dry_run: true },
    { text, replace: true, dry_run: true },
    { text, replace: true, dry_run: false },
    { text, replace: true, dry_run: false },
  ]);
});

test("a dialog that was closed while it checked opens empty, without the answer", async () => {
  const { dialog, press, field } = await opened();
  const give = held();
  fireEvent.change(field, { target: { value: text } });
  press("Check");
  press("Cancel");
  await give(0, json(200, resultOf({ added: 1 })));
  fireEvent.click(screen.getByRole("button", { name: "Import" }));
  expect(await dialog.findByRole("textbox", { name: "Groups" })).toHaveValue("");
  expect(dialog.getByRole("button", { name: "Check" })).toBeDisabled();
  expect(dialog.queryByText("To be added")).not.toBeInTheDocument();
});

test.each([
  [() => json(200, resultOf({ applied: true, added: 1 })), "Imported: one group added, no group removed."],
  [() => json(200, resultOf({ failed: 2 })), /^2 lines cannot be read. Nothing is imported/],
  [() => problem(503, "Busy."), "Nothing was imported. Busy."],
])("what has become of an import is said also when its dialog is closed", async (result, said) => {
  const { dialog, press, field } = await opened();
  answer({ added: 1 });
  fireEvent.change(field, { target: { value: text } });
  press("Check");
  await dialog.findByRole("button", { name: "Import now" });
  const give = held();
  press("Import now");
  press("Cancel");
  fireEvent.click(screen.getByRole("button", { name: "Import" }));
  fireEvent.change(await dialog.findByRole("textbox", { name: "Groups" }), { target: { value: "a, b" } });
  await give(0, result());
  expect(await screen.findByText(said)).toBeVisible();
  expect(dialog.getByRole("textbox", { name: "Groups" })).toHaveValue("a, b");
});

test("that all groups would be removed for none is refused at the field", async () => {
  const { dialog, press, field } = await opened();
  const message = "there is no group in this text: all groups would be removed";
  shop.on(call, () => problem(422, `text: ${message}`, { errors: [{ field: "text", message }] }));
  fireEvent.change(field, { target: { value: "# nothing" } });
  fireEvent.click(dialog.getByRole("checkbox", { name: /^Remove the groups/ }));
  press("Check");
  await waitFor(() =>
    expect(field).toHaveAccessibleDescription(/There is no group in this text: .* removed\./),
  );
  expect(field).toHaveAttribute("aria-invalid", "true");
  fireEvent.change(field, { target: { value: text } });
  expect(field).not.toHaveAttribute("aria-invalid");
});

test("a file fills the field, and what the shop refuses is said", async () => {
  const { dialog, press, field } = await opened();
  const file = new File([text], "synonyms.txt", { type: "text/plain" });
  const input = dialog.getByLabelText("Text file");
  await act(async () => void fireEvent.change(input, { target: { files: [file] } }));
  await waitFor(() => expect(field).toHaveValue(text));
  shop.on(call, () => problem(413, "This is too much at once."));
  press("Check");
  expect(await dialog.findByText("This is too much at once.")).toBeVisible();
});

test("a file that is read when the dialog is closed already fills nothing", async () => {
  const { dialog, press } = await opened();
  let read: (text: string) => void = () => undefined;
  const file = new File([text], "synonyms.txt", { type: "text/plain" });
  file.text = () => new Promise((done) => (read = done));
  fireEvent.change(dialog.getByLabelText("Text file"), { target: { files: [file] } });
  press("Cancel");
  fireEvent.click(screen.getByRole("button", { name: "Import" }));
  const field = await dialog.findByRole("textbox", { name: "Groups" });
  await act(async () => read(text));
  expect(field).toHaveValue("");
});

test("all groups are taken out as a file, in the session", async () => {
  const objectURL = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
  shop.on("GET /api/admin/synonyms/export", () => new Response("laptop, notebook\n"));
  showPage(routes, "/admin/synonyms");
  fireEvent.click(await screen.findByRole("button", { name: "Export" }));
  expect(await screen.findByText("synonyms.txt is in your downloads.")).toBeVisible();
  expect(shop.sent("GET /api/admin/synonyms/export")[0]?.headers.get("Authorization")).toBe("Bearer token");
  objectURL.mockRestore();
});
