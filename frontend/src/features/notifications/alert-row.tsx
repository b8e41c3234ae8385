import {
  Ban,
  Bell,
  BellDot,
  Check,
  CircleCheck,
  ClipboardCheck,
  Flag,
  MessageCircle,
  PackageMinus,
  ShoppingBag,
} from "lucide-react";
import { Link } from "react-router";
import type { Notification, Role } from "@/api/types";
import { IconButton } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import { classNames } from "@/lib/class-names";
import { type Subject, tell } from "./texts";

const looks: Record<Subject, { icon: typeof Bell; tone: string }> = {
  sale: { icon: ShoppingBag, tone: "bg-good-tint text-good" },
  order: { icon: ClipboardCheck, tone: "bg-brand-tint text-brand-strong" },
  "low-stock": { icon: PackageMinus, tone: "bg-accent-tint text-accent-text" },
  "off-sale": { icon: Ban, tone: "bg-danger-tint text-danger" },
  "on-sale": { icon: CircleCheck, tone: "bg-good-tint text-good" },
  message: { icon: MessageCircle, tone: "bg-brand-tint text-brand-strong" },
  report: { icon: Flag, tone: "bg-danger-tint text-danger" },
  other: { icon: Bell, tone: "bg-sunken text-ink-soft" },
};

export type OnMark = (id: string, as: "read" | "unread") => void;

interface AlertRowProps {
  notification: Notification;
  role: Role;
  onMark: OnMark;
  /** Its link was followed. */
  onFollow?: () => void;
}

/** One notification: what happened and when, the way there, and a button to mark it as read or as unread again. */
export function AlertRow({ notification, role, onMark, onFollow }: AlertRowProps) {
  const { id, created_at, read_at } = notification;
  const { subject, text, to } = tell(notification, role);
  const { icon: Icon, tone } = looks[subject];
  const unread = read_at === null;

  function follow(): void {
    if (unread) onMark(id, "read");
    onFollow?.();
  }

  return (
    <li className="relative flex items-start gap-3 py-3 pr-1 pl-4 hover:bg-sunken/60">
      <span aria-hidden className={classNames("grid size-9 shrink-0 place-items-center rounded-full", tone)}>
        <Icon className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className={unread ? "font-semibold" : "text-ink-soft"}>
          {unread && <span className="sr-only">Unread: </span>}
          {to === null ? (
            text
          ) : (
            <Link to={to} onClick={follow} className="after:absolute after:inset-0 hover:text-brand">
              {text}
            </Link>
          )}
        </p>
        <p className="text-ink-soft text-sm">
          <TimeAgo moment={created_at} />
        </p>
      </div>
      {unread ? (
        <IconButton label={`Mark as read: ${text}`} onClick={() => onMark(id, "read")} className="text-brand">
          <Check aria-hidden className="size-5" />
        </IconButton>
      ) : (
        <IconButton
          label={`Mark as unread: ${text}`}
          onClick={() => onMark(id, "unread")}
          className="text-ink-soft"
        >
          <BellDot aria-hidden className="size-5" />
        </IconButton>
      )}
    </li>
  );
}
