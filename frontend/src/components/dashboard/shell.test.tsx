import { screen, within } from "@testing-library/react";
import { Bell, Package, Upload } from "lucide-react";
import { Outlet } from "react-router";
import { afterEach, expect, test } from "vitest";
import { RequireRole } from "@/session/require-role";
import { showPage, signedIn, signedOut } from "@/testing/show-page";
import { DashboardShell, type NavGroup } from "./shell";

const groups: NavGroup[] = [
  {
    title: "Shop",
    entries: [
      { to: "/seller", label: "Overview", icon: Bell },
      { to: "/seller/products", label: "Products", icon: Package },
      { to: "/seller/products/import", label: "Import", icon: Upload },
    ],
  },
];
const routes = [
  {
    path: "seller",
    element: (
      <RequireRole only="seller">
        <DashboardShell label="Seller pages" groups={groups}>
          <Outlet />
        </DashboardShell>
      </RequireRole>
    ),
    children: [{ path: "*", element: <p>the shop’s page</p> }],
  },
];

afterEach(signedOut);

test.each([
  ["/seller/", "Overview"],
  ["/seller/products", "Products"],
  ["/seller/products/65f0000000000000000000a1/log", "Products"],
  ["/seller/products/import", "Import"],
  ["/seller/productsmith", "Overview"],
])("%s belongs to %s", (address, label) => {
  signedIn("seller");
  showPage(routes, address);
  const nav = within(screen.getByRole("navigation", { name: "Seller pages" }));
  const current = nav.getAllByRole("link").filter((link) => link.hasAttribute("aria-current"));
  expect(current.map((link) => link.textContent)).toEqual([label]);
});

test("visitors sign in first and come back to the page they wanted", () => {
  const { where } = showPage(routes, "/seller/products?stock=low");
  expect(where()).toBe("/login?next=%2Fseller%2Fproducts%3Fstock%3Dlow");
});

test.each(["buyer", "admin"] as const)("a %s reads whose pages these are", (role) => {
  signedIn(role);
  showPage(routes, "/seller/products");
  expect(screen.getByRole("heading", { level: 1, name: "Only for sellers" })).toBeVisible();
  expect(screen.queryByText("the shop’s page")).not.toBeInTheDocument();
});
