import type { Role } from "@/api/types";

interface Dashboard {
  to: string;
  label: string;
}

/** Where sellers and admins work; null for buyers and visitors. */
export function dashboardOf(role: Role | undefined): Dashboard | null {
  if (role === "seller") return { to: "/seller", label: "My shop" };
  if (role === "admin") return { to: "/admin", label: "Admin" };
  return null;
}

export function isInDashboard(pathname: string): boolean {
  return /^\/(seller|admin)(\/|$)/.test(pathname);
}

/** Its page is as high as the screen and scrolls inside. */
export function fillsScreen(pathname: string): boolean {
  return /^\/messages(\/|$)/.test(pathname);
}
