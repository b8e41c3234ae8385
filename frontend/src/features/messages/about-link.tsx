import { ClipboardList, Package } from "lucide-react";
import { Link } from "react-router";
import type { About, Role } from "@/api/types";
import { orderNumber } from "@/lib/order-number";
import { useSession } from "@/session/session";

/** What a message is about, and the way there. */
export function AboutLink({ about }: { about: About }) {
  const role = useSession().user?.role ?? "buyer";
  return (
    <Link
      to={pageOf(about, role)}
      className="flex min-h-11 max-w-full items-center gap-2 self-start rounded-xl border border-line bg-surface px-3 font-semibold text-brand text-sm hover:border-brand"
    >
      <AboutWords about={about} />
    </Link>
  );
}

/** An icon and the name; an order has its number too. */
export function AboutWords({ about: { kind, id, name } }: { about: About }) {
  const Icon = kind === "product" ? Package : ClipboardList;
  const words = kind === "product" ? name : [`Order ${orderNumber(id)}`, name].filter(Boolean).join(" · ");
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="truncate">{words}</span>
    </>
  );
}

function pageOf({ kind, id }: About, role: Role): string {
  if (kind === "product") return `/products/${id}`;
  return role === "buyer" ? `/orders/${id}` : `/${role}/orders?search=${id}`;
}
