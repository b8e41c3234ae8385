import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useLocation } from "react-router";
import { notificationsKey, unreadQuery } from "@/api/notifications";
import type { Role } from "@/api/types";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { useSession } from "@/session/session";
import { AlertPanel } from "./alert-panel";
import { useAlertToasts } from "./use-alert-toasts";

/** For everybody who is signed in: how many alerts are unread, and the newest ones at a press. */
export function AlertBell() {
  const role = useSession().user?.role;
  return role === undefined ? null : <Bells role={role} />;
}

function Bells({ role }: { role: Role }) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  const allAlerts = role === "seller" ? "/seller/alerts" : "/alerts";
  const unread = useQuery(unreadQuery).data ?? 0;
  useLiveRefresh(["notification"], [notificationsKey]);
  useAlertToasts(role, allAlerts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it.
  useEffect(() => setOpen(false), [pathname]);

  function leave(event: FocusEvent): void {
    // A button that is gone because it did its work loses the focus to nobody.
    if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false);
  }

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !open) return;
    setOpen(false);
    button.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that the focus left and that Escape was pressed.
    <div className="sm:relative" onBlur={leave} onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        aria-controls="alert-panel"
        aria-label={unread === 0 ? "Alerts" : `Alerts, ${unread} unread`}
        onClick={() => setOpen(!open)}
        className="relative grid size-11 place-items-center rounded-xl hover:bg-sunken"
      >
        <Bell aria-hidden />
        {unread > 0 && (
          <span
            key={unread}
            className="absolute top-0 left-6 grid h-5 min-w-5 animate-rise place-items-center rounded-full bg-accent px-1.5 font-bold text-on-accent text-xs tabular-nums"
          >
            {unread > 99 ? "99+" : unread}
          </span>
        )}
      </button>
      <div id="alert-panel" hidden={!open}>
        {open && (
          <AlertPanel role={role} unread={unread} allAlerts={allAlerts} onClose={() => setOpen(false)} />
        )}
      </div>
    </div>
  );
}
