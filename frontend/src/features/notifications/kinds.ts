import type { NotificationKind, Role } from "@/api/types";

export interface KindWords {
  title: string;
  /** When such an alert comes. */
  when: string;
}

const ofSellers: Record<NotificationKind, KindWords> = {
  new_order: { title: "New orders", when: "Somebody buys something of yours." },
  order_status: {
    title: "Changes to orders",
    when: "Somebody else cancels an order of yours, or marks it as handed over.",
  },
  low_stock_alert: {
    title: "Low stock",
    when: "A product of yours falls to the level you have set for it, or sells out.",
  },
  product_disabled: {
    title: "Products taken off the market",
    when: "An admin disables a product of yours, and says why.",
  },
  product_enabled: {
    title: "Products back on the market",
    when: "An admin puts a product of yours back on sale.",
  },
  new_message: {
    title: "Messages while you are away",
    when: "Somebody writes to you while you are not online.",
  },
  report: { title: "Reports", when: "Somebody reports a person to the admins." },
};

const ofBuyers: Partial<Record<NotificationKind, KindWords>> = {
  order_status: {
    title: "Changes to your orders",
    when: "A seller hands over what you have bought, or an order of yours is cancelled.",
  },
};

/** What a kind of alert is called and when it comes, for somebody in that role. */
export function wordsFor(kind: NotificationKind, role: Role): KindWords {
  if (role === "buyer") return ofBuyers[kind] ?? ofSellers[kind];
  return ofSellers[kind];
}
