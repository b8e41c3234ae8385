import { LayoutDashboard, Moon, Store, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { IconButton } from "@/components/ui/button";
import { MessagesIcon } from "@/features/messages/messages-icon";
import { AlertBell } from "@/features/notifications/alert-bell";
import { SearchBox } from "@/features/search/search-box";
import { classNames } from "@/lib/class-names";
import { useTheme } from "@/lib/theme";
import { useSession } from "@/session/session";
import { AccountMenu } from "./account-menu";
import { CartLink } from "./cart-link";
import { dashboardOf, fillsScreen, isInDashboard } from "./dashboards";
import { Logo } from "./logo";

export function Header() {
  const { pathname } = useLocation();
  const role = useSession().user?.role;
  const dashboard = dashboardOf(role);
  const inDashboard = isInDashboard(pathname);
  return (
    <header className="sticky top-0 z-30 border-line border-b bg-paper/95 backdrop-blur">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center gap-x-2 px-4 py-2.5 sm:gap-x-6 md:flex-nowrap lg:px-8">
        <Link to="/" aria-label="Souk, home" className="rounded-xl py-1">
          <Logo />
        </Link>
        {!inDashboard && (
          <div
            className={classNames(
              "order-last w-full pt-2 md:order-none md:max-w-2xl md:flex-1 md:pt-0",
              fillsScreen(pathname) && "max-md:hidden",
            )}
          >
            <SearchBox />
          </div>
        )}
        <div className="ml-auto flex items-center sm:gap-1">
          {inDashboard && <HeaderLink to="/" label="Market" icon={<Store aria-hidden />} />}
          {dashboard && !inDashboard && (
            <HeaderLink to={dashboard.to} label={dashboard.label} icon={<LayoutDashboard aria-hidden />} />
          )}
          <ThemeButton />
          <MessagesIcon />
          <AlertBell />
          <AccountMenu />
          {!dashboard && <CartLink />}
        </div>
      </div>
    </header>
  );
}

function HeaderLink({ to, label, icon }: { to: string; label: string; icon: ReactNode }) {
  return (
    <Link
      to={to}
      className="flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-semibold hover:bg-sunken"
    >
      {icon}
      <span className="max-lg:sr-only">{label}</span>
    </Link>
  );
}

function ThemeButton() {
  const { dark, toggle } = useTheme();
  return (
    <IconButton label={dark ? "Use light colours" : "Use dark colours"} onClick={toggle}>
      {dark ? <Sun aria-hidden /> : <Moon aria-hidden />}
    </IconButton>
  );
}
