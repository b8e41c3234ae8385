import { Outlet } from "react-router";
import { DashboardShell } from "@/components/dashboard/shell";
import { RequireRole } from "@/session/require-role";
import { adminGroups } from "./dashboard-entries";

export function AdminShell() {
  return (
    <RequireRole only="admin">
      <DashboardShell label="Admin pages" groups={adminGroups}>
        <Outlet />
      </DashboardShell>
    </RequireRole>
  );
}
