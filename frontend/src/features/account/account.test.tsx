import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sessionStore } from "@/session/session";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { accountRoutes } from "./routes";

const shop = fakeShop();
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

const presence = "/api/presence/me";

beforeEach(() => {
  signedIn("buyer");
  shop.on(`GET ${presence}`, () => json(200, { appear_offline: false, online: true }));
});
afterEach(signedOut);

test("a new name shows at once", async () => {
  const user = sessionStore.get().user;
  shop.on("PUT /api/auth/profile", () => json(200, { ...user, name: "Beatrix" }));
  showPage(accountRoutes, "/account");
  await screen.findByRole("heading", { name: "My account" });
  type("Name", "Beatrix ");
  fireEvent.click(screen.getByRole("button", { name: "Save" }));
  const me = screen.getByRole("region", { name: "Signed in as" });
  expect(await within(me).findByText("Beatrix")).toBeVisible();
  expect(shop.sent("PUT /api/auth/profile")[0]?.body).toEqual({ name: "Beatrix" });
});

test("a wrong present password is told at its field", async () => {
  shop.on("PUT /api/auth/password", () =>
    problem(422, "Some fields need your attention", {
      errors: [{ field: "current_password", message: "This is not your password" }],
    }),
  );
  showPage(accountRoutes, "/account");
  await screen.findByRole("heading", { name: "My account" });
  type("Present password", "wrong");
  type("New password", "kettle and lantern");
  fireEvent.click(screen.getByRole("button", { name: "Change the password" }));
  const field = screen.getByLabelText("Present password");
  await waitFor(() => expect(field).toHaveAccessibleDescription("This is not your password"));
  expect(field).toHaveFocus();
});

test("deleting needs the word and the password, and ends the session", async () => {
  shop.on("DELETE /api/auth/account", () => new Response(null, { status: 204 }));
  const { where } = showPage(accountRoutes, "/account");
  fireEvent.click(await screen.findByRole("button", { name: "Delete my account" }));
  fireEvent.click(screen.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(screen.getByLabelText("Type “delete”")).toHaveFocus());
  expect(shop.sent("DELETE /api/auth/account")).toEqual([]);

  type("Type “delete”", "Delete");
  type("Your password", "kettle and lantern");
  fireEvent.click(screen.getByRole("button", { name: "Delete for good" }));
  await waitFor(() => expect(sessionStore.get().status).toBe("visitor"));
  await waitFor(() => expect(where()).toBe("/"));
  expect(shop.sent("DELETE /api/auth/account")[0]?.body).toEqual({ password: "kettle and lantern" });
});

const appearsOffline = () => screen.findByRole("switch", { name: "Appear offline" });

test("appearing offline is switched at once, says what it does, and is kept", async () => {
  shop.on(`PUT ${presence}`, () => json(200, { appear_offline: true, online: false }));
  showPage(accountRoutes, "/account");
  const control = await appearsOffline();
  expect(control).not.toBeChecked();
  expect(control).toHaveAccessibleDescription(/Others see you as offline/);
  fireEvent.click(control);
  await waitFor(() => expect(control).toBeChecked());
  await waitFor(() => expect(shop.sent(`PUT ${presence}`)[0]?.body).toEqual({ appear_offline: true }));
  expect(control).toBeChecked();
});

test("a switch that could not be sent goes back and says why", async () => {
  shop.on(`PUT ${presence}`, () => problem(503, "The database cannot be reached right now."));
  showPage(accountRoutes, "/account");
  const control = await appearsOffline();
  fireEvent.click(control);
  expect(await screen.findByText("The database cannot be reached right now.")).toBeVisible();
  expect(control).not.toBeChecked();
});

test("signing out leads home, not to the door", async () => {
  shop.on("POST /api/auth/logout", () => new Response(null, { status: 204 }));
  const { where } = showPage(accountRoutes, "/account");
  fireEvent.click(await screen.findByRole("button", { name: "Sign out" }));
  await waitFor(() => expect(sessionStore.get().status).toBe("visitor"));
  expect(where()).toBe("/");
});
