import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AuditAction, AuditRow } from "@/api/types";
import { fakeShop, json } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { adminAuditRoutes } from "./routes";
import { actions, tell } from "./sentences";

const shop = fakeShop();
const routes = [{ path: "admin", children: adminAuditRoutes }];
const row: AuditRow = {
  id: "65f0000000000000000000d1",
  at: "2026-01-02T08:00:00.000Z",
  action: "user.disabled",
  actor_id: "65f0000000000000000000a1",
  actor_name: "Ada Admin",
  target_type: "user",
  target_id: "65f0000000000000000000b1",
  target_name: "Selma Seller",
  detail: { reason: "Sold fakes." },
  address: "192.0.2.7",
  request_id: "r1",
};

const sentence = (change: Partial<AuditRow>) =>
  tell({ ...row, ...change })
    .parts.map((part) => (typeof part === "string" ? part : part.text))
    .join("");

beforeEach(() => void signedIn("admin"));
afterEach(signedOut);

test("a row reads as a sentence whose names lead to whom it is about", async () => {
  shop.on("GET /api/admin/audit", () => json(200, { items: [row], total: 1, page: 1, pages: 1 }));
  showPage(routes, "/admin/audit?action=user.disabled&target_id=65f0000000000000000000b1&from=2026-01-01");
  expect(await screen.findByText("Reason: Sold fakes.")).toBeVisible();
  expect(screen.getByRole("link", { name: "Selma Seller" })).toHaveAttribute(
    "href",
    `/admin/users/${row.target_id}`,
  );
  expect(screen.getByText("Only what was done to Selma Seller")).toBeVisible();
  expect(Object.fromEntries(shop.sent("GET /api/admin/audit")[0]?.query ?? [])).toEqual({
    action: "user.disabled",
    target_id: row.target_id,
    from: "2026-01-01",
    page: "1",
    limit: "20",
  });
  fireEvent.change(screen.getByLabelText("What"), { target: { value: "sign_in.blocked" } });
  await waitFor(() =>
    expect(shop.sent("GET /api/admin/audit").at(-1)?.query.get("action")).toBe("sign_in.blocked"),
  );
});

test("every action that the server knows has its sentence", () => {
  for (const action of actions) expect(sentence({ action })).not.toContain("“");
  expect(sentence({ action: "user.role_changed", detail: { before: "buyer", after: "admin" } })).toBe(
    "Ada Admin made Selma Seller an admin, who was a buyer.",
  );
  expect(sentence({ action: "order.cancelled", target_type: "order", target_name: null })).toBe(
    "Ada Admin cancelled order 000000B1.",
  );
});

test("what was done to synonyms says which, and leads to their page", () => {
  const synonyms = { target_type: "synonyms" as const, target_name: null };
  const words = { ...row, ...synonyms, action: "synonyms.added" as const, detail: { words: "tv, telly" } };
  expect(tell(words).parts).toContainEqual({ text: "tv, telly", to: "/admin/synonyms" });
  const imported = { ...synonyms, target_id: null, action: "synonyms.imported" as const };
  expect(sentence({ ...imported, detail: { added: 1, removed: 12 } })).toBe(
    "Ada Admin imported synonyms: one group added, 12 groups removed.",
  );
  expect(sentence({ ...synonyms, action: "synonyms.praised" as AuditAction })).toBe(
    "Ada Admin did “synonyms.praised” to synonyms.",
  );
});

test("a burst of wrong passwords stands out, also against an email that nobody has", () => {
  const unknown = { action: "sign_in.blocked" as const, actor_id: null, target_id: null, target_name: null };
  expect(sentence(unknown)).toBe(
    "Too many wrong passwords for an email without an account. Signing in was held back for a while.",
  );
  expect(tell({ ...row, ...unknown }).weight).toBe("alarm");
});

test("an action that came after this page was loaded is still said", () => {
  expect(sentence({ action: "user.praised" as AuditAction })).toBe(
    "Ada Admin did “user.praised” to Selma Seller.",
  );
});
