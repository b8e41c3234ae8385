import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { sessionStore } from "@/session/session";
import { fakeShop, json, problem } from "@/testing/fake-shop";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { authRoutes } from "./routes";

const shop = fakeShop();
const tokens = {
  user: {
    id: "65f0000000000000000000b1",
    name: "Bea",
    email: "bea@example.com",
    role: "seller",
    status: "active",
    created_at: "2026-01-01T00:00:00.000Z",
  },
  access_token: "token",
  token_type: "Bearer",
  expires_in: 900,
};

afterEach(signedOut);

function type(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

async function fillRegistration(): Promise<void> {
  fireEvent.click(await screen.findByRole("radio", { name: "I want to sell" }));
  type("Name", " Bea ");
  type("Email", "bea@example.com ");
  type("Password", "kettle and lantern");
}

test("the server's messages stand at their fields, and the first one has the focus", async () => {
  shop.on("POST /api/auth/register", () =>
    problem(422, "Some fields need your attention", {
      errors: [
        { field: "email", message: "This email has an account already." },
        { field: "password", message: "This password is easy to guess." },
      ],
    }),
  );
  showPage(authRoutes, "/register");
  await fillRegistration();
  fireEvent.click(screen.getByRole("button", { name: "Create the account" }));

  const email = screen.getByRole("textbox", { name: "Email" });
  await waitFor(() => expect(email).toHaveFocus());
  expect(email).toBeInvalid();
  expect(email).toHaveAccessibleDescription("This email has an account already.");
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription(/easy to guess/);
});

test("registering keeps the chosen role, trims what has to be trimmed, and leads on", async () => {
  shop.on("POST /api/auth/register", () => json(201, tokens));
  const { where } = showPage(authRoutes, "/register?next=/checkout");
  await fillRegistration();
  fireEvent.click(screen.getByRole("button", { name: "Create the account" }));
  await waitFor(() => expect(where()).toBe("/checkout"));
  expect(shop.sent("POST /api/auth/register")[0]?.body).toEqual({
    name: "Bea",
    email: "bea@example.com",
    password: "kettle and lantern",
    role: "seller",
  });
  expect(sessionStore.get().user?.role).toBe("seller");
});

test("a password tells while it is typed how much is missing, and can be looked at", async () => {
  showPage(authRoutes, "/register");
  await screen.findByRole("radio", { name: "I want to buy" });
  const password = screen.getByLabelText("Password");
  type("Password", "kettle");
  expect(password).toHaveAccessibleDescription("2 more characters to go.");
  type("Password", "kettle and lantern");
  expect(password).toHaveAccessibleDescription("Long enough");
  type("Password", "é".repeat(40));
  expect(password).toHaveAccessibleDescription(/^Too long/);
  fireEvent.click(screen.getByRole("button", { name: "Show the password" }));
  expect(password).toHaveAttribute("type", "text");
});

test("nothing is sent while something is missing; the first empty field gets the focus", async () => {
  showPage(authRoutes, "/login");
  fireEvent.click(await screen.findByRole("button", { name: "Sign in" }));
  await waitFor(() => expect(screen.getByRole("textbox", { name: "Email" })).toHaveFocus());
  expect(screen.getByLabelText("Password")).toHaveAccessibleDescription("Enter your password.");
  expect(shop.sent("POST /api/auth/login")).toEqual([]);
});

test("too many tries say when the next one is possible", async () => {
  shop.on("POST /api/auth/login", () =>
    problem(429, "Too many wrong passwords. Please wait before you try again.", {}, { "Retry-After": "840" }),
  );
  showPage(authRoutes, "/login");
  fireEvent.click(await screen.findByRole("button", { name: "Fill in buyer@demo.com" }));
  fireEvent.click(screen.getByRole("button", { name: "Sign in" }));
  expect(await screen.findByText("Too many wrong passwords. Try again in 14 minutes.")).toBeVisible();
});

test("whoever is signed in goes on at once, and never to another site", async () => {
  signedIn("buyer");
  const here = showPage(authRoutes, "/login?next=/orders");
  await waitFor(() => expect(here.where()).toBe("/orders"));
  const elsewhere = showPage(authRoutes, "/login?next=//evil.example");
  await waitFor(() => expect(elsewhere.where()).toBe("/"));
});
