import { useEffect, useRef } from "react";
import { type Location, Outlet, ScrollRestoration, useLocation, useNavigation } from "react-router";
import { Toaster } from "@/components/ui/toast";
import { classNames } from "@/lib/class-names";
import { useAnnouncedTitle } from "@/lib/page-title";
import { ConnectionBanner } from "./connection-banner";
import { fillsScreen, isInDashboard } from "./dashboards";
import { Footer } from "./footer";
import { Header } from "./header";

export function Layout() {
  const main = useMainFocus();
  const { pathname } = useLocation();
  const filled = fillsScreen(pathname);
  return (
    <div className={classNames("flex flex-col", filled ? "h-dvh" : "min-h-dvh")}>
      <a
        href="#main"
        className="sr-only z-50 rounded-xl bg-brand px-5 py-3 font-semibold text-on-brand focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <NavigationProgress />
      <Header />
      <main id="main" ref={main} tabIndex={-1} className="min-h-0 flex-1">
        <Outlet />
      </main>
      {!isInDashboard(pathname) && !filled && <Footer />}
      <ConnectionBanner />
      <Toaster />
      <PageAnnouncer />
      <ScrollRestoration getKey={scrollKey} />
    </div>
  );
}

/** The first page of every visit has the key "default": told apart by its address, lest it begins where another ended. */
function scrollKey({ key, pathname, search }: Location): string {
  return key === "default" ? `${pathname}${search}` : key;
}

/** After a change of page the keyboard goes on from the new page's content; filters and pages do not move it. */
function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    const before = shown.current;
    shown.current = pathname;
    const searching = document.activeElement?.closest("search");
    if (before !== pathname && !searching) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function PageAnnouncer() {
  return (
    <p aria-live="polite" className="sr-only">
      {useAnnouncedTitle()}
    </p>
  );
}

function NavigationProgress() {
  const { state } = useNavigation();
  if (state === "idle") return null;
  return <div aria-hidden className="fixed inset-x-0 top-0 z-50 h-1 animate-shimmer bg-accent" />;
}
