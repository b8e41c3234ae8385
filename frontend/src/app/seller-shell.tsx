import { Outlet } from "react-router";
import { DashboardShell } from "@/components/dashboard/shell";
import { RequireRole } from "@/session/require-role";
import { sellerGroups } from "./dashboard-entries";

export function SellerShell() {
  return (
    <RequireRole only="seller">
      <DashboardShell label="Seller pages" groups={sellerGroups}>
        <Outlet />
      </DashboardShell>
    </RequireRole>
  );
}
