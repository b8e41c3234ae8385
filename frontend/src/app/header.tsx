import { LayoutDashboard, Moon, ShoppingBasket, Store, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import { useCart } from "@/cart/use-cart";
import { IconButton } from "@/components/ui/button";
import { AlertBell } from "@/features/notifications/alert-bell";
import { useTheme } from "@/lib/theme";
import { useSession } from "@/session/session";
import { AccountMenu } from "./account-menu";
import { dashboardOf, isInDashboard } from "./dashboards";
import { Logo } from "./logo";
import { SearchBox } from "./search-box";

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
          <div className="order-last w-full pt-2 md:order-none md:max-w-2xl md:flex-1 md:pt-0">
            <SearchBox />
          </div>
        )}
        <div className="ml-auto flex items-center sm:gap-1">
          {inDashboard && <HeaderLink to="/" label="Market" icon={<Store aria-hidden />} />}
          {dashboard && !inDashboard && (
            <HeaderLink to={dashboard.to} label={dashboard.label} icon={<LayoutDashboard aria-hidden />} />
          )}
          <ThemeButton />
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

function CartLink() {
  const { count } = useCart();
  return (
    <Link
      to="/cart"
      aria-label={count === 0 ? "Cart, empty" : `Cart, ${count} ${count === 1 ? "item" : "items"}`}
      className="relative flex min-h-11 items-center gap-2 rounded-xl px-2.5 font-semibold hover:bg-sunken"
    >
      <ShoppingBasket aria-hidden />
      <span className="hidden lg:inline">Cart</span>
      {count > 0 && (
        <span
          key={count}
          className="absolute top-0 left-6 grid h-5 min-w-5 animate-rise place-items-center rounded-full bg-accent px-1.5 font-bold text-on-accent text-xs tabular-nums"
        >
          {count > 99 ? "99+" : count}
        </span>
      )}
    </Link>
  );
}
