import { useQuery } from "@tanstack/react-query";
import { Outlet } from "react-router";
import { openReportsQuery } from "@/api/reports";
import { DashboardShell } from "@/components/dashboard/shell";
import { Badge } from "@/components/ui/badge";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { RequireRole } from "@/session/require-role";
import { adminGroups } from "./dashboard-entries";

export function AdminShell() {
  return (
    <RequireRole only="admin">
      <Shell />
    </RequireRole>
  );
}

function Shell() {
  const open = useQuery(openReportsQuery).data ?? 0;
  useLiveRefresh(["report"], [openReportsQuery.queryKey]);
  const groups = adminGroups.map((group) => ({
    ...group,
    entries: group.entries.map((entry) =>
      entry.to === "/admin/reports" && open > 0 ? { ...entry, aside: <OpenCount count={open} /> } : entry,
    ),
  }));
  return (
    <DashboardShell label="Admin pages" groups={groups}>
      <Outlet />
    </DashboardShell>
  );
}

function OpenCount({ count }: { count: number }) {
  return (
    <span className="relative">
      <Badge tone="accent">
        {count}
        <span className="sr-only"> open</span>
      </Badge>
    </span>
  );
}
