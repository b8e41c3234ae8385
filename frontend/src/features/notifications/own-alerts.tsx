import { Outlet } from "react-router";
import { RequireSession } from "@/session/require-session";

/** The frame of the alert pages outside the seller's dashboard, for buyers and admins. */
export function OwnAlerts() {
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 lg:pt-10">
      <RequireSession>
        <Outlet />
      </RequireSession>
    </div>
  );
}
