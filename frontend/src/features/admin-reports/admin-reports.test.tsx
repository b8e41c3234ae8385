import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Report } from "@/api/types";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminReportRoutes } from "./routes";

const heard = vi.hoisted(() => new Map<string, () => void>());
vi.mock("@/live/socket", () => ({
  onLiveEvent: (event: string, listener: () => void) => {
    heard.set(event, listener);
    return () => heard.delete(event);
  },
}));

const shop = fakeShop();
const routes = [{ path: "admin", children: adminReportRoutes }];
const omar = { id: "65f0000000000000000000b1", name: "Omar", role: "buyer" as const, online: false };
const atlas = { id: "65f0000000000000000000c1", name: "Atlas", role: "seller" as const, online: true };
const open: Report = {
  id: "65f0000000000000000000d1",
  reporter: omar,
  reported: atlas,
  reason: "Wants to be paid <b>outside</b> of Souk.",
  messages: [1, 2, 3, 4, 5].map((seq) => ({
    id: `65f00000000000000000010${seq}`,
    seq,
    sender_id: seq % 2 ? omar.id : atlas.id,
    body: seq === 5 ? "<img src=x onerror=alert(1)>" : `message ${seq}`,
    about: seq === 1 ? { kind: "product", id: "65f0000000000000000000a1", name: "Copper kettle" } : null,
    sent_at: "2026-11-20T18:30:00.000Z",
  })),
  state: "open",
  outcome: null,
  note: null,
  closed_by: null,
  created_at: "2026-11-20T18:35:00.000Z",
  closed_at: null,
};
const closed: Report = {
  ...open,
  id: "65f0000000000000000000d2",
  state: "closed",
  outcome: "warned",
  note: "The second time.",
  closed_by: { ...omar, id: "65f0000000000000000000e1", name: "Ada", role: "admin" },
  closed_at: "2026-11-20T19:00:00.000Z",
};
const close = `POST /api/admin/reports/${open.id}/close`;

function serve(...reports: Report[]): void {
  shop.on("GET /api/admin/reports", ({ query }) => {
    const items = reports.filter(({ state }) => state === query.get("state"));
    return json(200, { items, total: items.length, page: 1, pages: 1 });
  });
}

beforeEach(() => {
  signedIn("admin");
  serve(open, closed);
});
afterEach(signedOut);

const card = () => screen.findByRole("article", { name: /Atlas was reported/ });

test("a report says who, whom and why, and quotes what they wrote as text", async () => {
  showPage(routes, "/admin/reports");
  const report = within(await card());
  expect(report.getByRole("link", { name: "Omar" })).toHaveAttribute("href", `/admin/users/${omar.id}`);
  expect(report.getByText("Wants to be paid <b>outside</b> of Souk.")).toBeVisible();
  expect(report.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  expect(report.getByRole("link", { name: "Account of Atlas" })).toHaveAttribute(
    "href",
    `/admin/users/${atlas.id}`,
  );
  const quoted = within(report.getByRole("list", { name: "What they wrote" }));
  expect(quoted.getAllByRole("listitem")).toHaveLength(3);
  expect(quoted.queryByText("message 1")).not.toBeInTheDocument();
  fireEvent.click(report.getByRole("button", { name: "Show all 5 messages" }));
  expect(quoted.getAllByRole("listitem")).toHaveLength(5);
  expect(quoted.getByRole("link", { name: "Copper kettle" })).toHaveAttribute(
    "href",
    "/admin/products?queue=all&search=65f0000000000000000000a1",
  );
});

test("a report is closed with an outcome and a note, and leaves the list", async () => {
  showPage(routes, "/admin/reports");
  fireEvent.click(await screen.findByRole("button", { name: "Close the report about Atlas" }));
  const dialog = within(await screen.findByRole("dialog"));
  fireEvent.click(dialog.getByRole("button", { name: "Close the report" }));
  expect(await dialog.findByText("Say what came of it.")).toBeVisible();
  expect(shop.sent(close)).toHaveLength(0);
  fireEvent.click(dialog.getByRole("radio", { name: "They were warned" }));
  fireEvent.change(dialog.getByRole("textbox", { name: /^Note/ }), { target: { value: "  Be kind. " } });
  shop.on(close, () => {
    serve({ ...closed, id: open.id });
    return json(200, { ...closed, id: open.id });
  });
  fireEvent.click(dialog.getByRole("button", { name: "Close the report" }));
  expect(await screen.findByRole("heading", { name: "Nobody has complained" })).toBeVisible();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  expect(shop.sent(close)[0]?.body).toEqual({ outcome: "warned", note: "Be kind." });
});

test("that another admin was quicker is said in the dialog", async () => {
  showPage(routes, "/admin/reports");
  fireEvent.click(await screen.findByRole("button", { name: "Close the report about Atlas" }));
  const dialog = within(await screen.findByRole("dialog"));
  shop.on(close, () => problem(409, "This report has been closed already."));
  fireEvent.click(dialog.getByRole("radio", { name: "Nothing had to be done" }));
  fireEvent.click(dialog.getByRole("button", { name: "Close the report" }));
  expect(await dialog.findByText("This report has been closed already.")).toBeVisible();
  expect(shop.sent(close)[0]?.body).toEqual({ outcome: "no_action", note: null });
});

test("closed reports say what came of them, and by whom", async () => {
  showPage(routes, "/admin/reports");
  fireEvent.click(await screen.findByRole("link", { name: "Closed" }));
  expect(await screen.findByText("The second time.")).toBeVisible();
  const report = within(await card());
  expect(report.getByText("They were warned")).toBeVisible();
  expect(report.getByText(/^Closed by Ada/)).toBeVisible();
  expect(report.queryByRole("button", { name: /^Close/ })).not.toBeInTheDocument();
});

test("a new report shows by itself", async () => {
  serve(closed);
  showPage(routes, "/admin/reports");
  expect(await screen.findByRole("heading", { name: "Nobody has complained" })).toBeVisible();
  serve(open, closed);
  act(() => heard.get("report")?.());
  expect(await card()).toBeVisible();
});

test("of a deleted account there is no name", async () => {
  serve({ ...open, reported: { ...atlas, name: null }, messages: [] });
  showPage(routes, "/admin/reports");
  expect(await screen.findByRole("article", { name: "Deleted account was reported" })).toBeVisible();
  expect(screen.getByText(/had not written to each other/)).toBeVisible();
  await waitFor(() =>
    expect(screen.getByRole("link", { name: "Account of a deleted account" })).toBeVisible(),
  );
});
