import {
  Bell,
  CalendarDays,
  ClipboardList,
  Equal,
  FileSpreadsheet,
  Flag,
  HeartPulse,
  LayoutDashboard,
  MessageCircle,
  Package,
  ScrollText,
  Search,
  Upload,
  UserRound,
  UsersRound,
} from "lucide-react";
import type { NavGroup } from "@/components/dashboard/shell";

export const sellerGroups: readonly NavGroup[] = [
  {
    title: "My shop",
    entries: [
      { to: "/seller", label: "Overview", icon: LayoutDashboard },
      { to: "/seller/alerts", label: "Alerts", icon: Bell },
      { to: "/messages", label: "Messages", icon: MessageCircle },
    ],
  },
  {
    title: "Trade",
    entries: [
      { to: "/seller/orders", label: "Orders", icon: ClipboardList },
      { to: "/seller/pickups", label: "Pickups", icon: CalendarDays },
      { to: "/seller/buyers", label: "Buyers", icon: UsersRound },
    ],
  },
  {
    title: "Goods",
    entries: [
      { to: "/seller/products", label: "Products", icon: Package },
      { to: "/seller/products/bulk", label: "Prices and stock", icon: FileSpreadsheet },
      { to: "/seller/products/import", label: "Import", icon: Upload },
    ],
  },
];

export const adminGroups: readonly NavGroup[] = [
  {
    title: "Market",
    entries: [
      { to: "/admin", label: "Dashboard", icon: LayoutDashboard },
      { to: "/admin/orders", label: "Orders", icon: ClipboardList },
      { to: "/admin/products", label: "Products", icon: Package },
      { to: "/admin/users", label: "Users", icon: UserRound },
      { to: "/admin/reports", label: "Reports", icon: Flag },
      { to: "/messages", label: "Messages", icon: MessageCircle },
    ],
  },
  {
    title: "Search",
    entries: [
      { to: "/admin/searches", label: "Searches", icon: Search },
      { to: "/admin/synonyms", label: "Synonyms", icon: Equal },
    ],
  },
  {
    title: "System",
    entries: [
      { to: "/admin/health", label: "Health", icon: HeartPulse },
      { to: "/admin/audit", label: "Audit log", icon: ScrollText },
    ],
  },
];
