import type { OrderStatus } from "@/api/types";
import { Badge, type BadgeTone } from "@/components/ui/badge";

const looks: Record<OrderStatus, { tone: BadgeTone; label: string }> = {
  placed: { tone: "brand", label: "Placed" },
  completed: { tone: "good", label: "Picked up" },
  cancelled: { tone: "neutral", label: "Cancelled" },
};

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const { tone, label } = looks[status];
  return <Badge tone={tone}>{label}</Badge>;
}

export function statusLabel(status: OrderStatus): string {
  return looks[status].label;
}
