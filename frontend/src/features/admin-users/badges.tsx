import type { ListedUser } from "@/api/types";
import { Badge, type BadgeTone } from "@/components/ui/badge";

export const roleNames: Record<ListedUser["role"], string> = {
  buyer: "Buyer",
  seller: "Seller",
  admin: "Admin",
};

const roleTones: Record<ListedUser["role"], BadgeTone> = {
  buyer: "neutral",
  seller: "brand",
  admin: "accent",
};

export function RoleBadge({ role }: { role: ListedUser["role"] }) {
  return <Badge tone={roleTones[role]}>{roleNames[role]}</Badge>;
}

const statuses: Record<ListedUser["status"], { name: string; tone: BadgeTone }> = {
  active: { name: "Active", tone: "good" },
  disabled: { name: "Disabled", tone: "danger" },
  deleted: { name: "Deleted", tone: "neutral" },
};

export function StatusBadge({ status }: { status: ListedUser["status"] }) {
  const { name, tone } = statuses[status];
  return <Badge tone={tone}>{name}</Badge>;
}
