import { useQuery } from "@tanstack/react-query";
import { Bell } from "lucide-react";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { notificationsKey, unreadQuery } from "@/api/notifications";
import type { Role } from "@/api/types";
import { CountBadge } from "@/components/ui/count-badge";
import { useDisclosure } from "@/lib/use-disclosure";
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
  const { open, setOpen, button, around } = useDisclosure();
  const { pathname } = useLocation();
  const allAlerts = role === "seller" ? "/seller/alerts" : "/alerts";
  const unread = useQuery(unreadQuery).data ?? 0;
  useLiveRefresh(["notification", "notifications_read"], [notificationsKey]);
  useAlertToasts(role, allAlerts);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it.
  useEffect(() => setOpen(false), [pathname]);

  return (
    <div className="sm:relative" {...around}>
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
        <CountBadge count={unread} />
      </button>
      <div id="alert-panel" hidden={!open}>
        {open && (
          <AlertPanel role={role} unread={unread} allAlerts={allAlerts} onClose={() => setOpen(false)} />
        )}
      </div>
    </div>
  );
}
