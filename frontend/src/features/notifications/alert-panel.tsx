import { useQuery } from "@tanstack/react-query";
import { CheckCheck, Settings } from "lucide-react";
import { Link } from "react-router";
import { notificationsQuery } from "@/api/notifications";
import { messageOf } from "@/api/problem";
import type { Role } from "@/api/types";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { AlertRow, type OnMark } from "./alert-row";
import { useMark } from "./use-mark";

const shown = 6;

interface AlertPanelProps {
  role: Role;
  unread: number;
  allAlerts: string;
  onClose: () => void;
}

/** The newest alerts, below the bell. */
export function AlertPanel({ role, unread, allAlerts, onClose }: AlertPanelProps) {
  const mark = useMark();

  return (
    <section
      aria-label="Alerts"
      className="absolute inset-x-3 top-full z-40 mt-2 flex max-h-[75dvh] flex-col overflow-hidden rounded-2xl border border-line bg-surface shadow-lg sm:inset-x-auto sm:right-0 sm:w-96"
    >
      <header className="flex min-h-13 items-center justify-between gap-2 border-line border-b pr-1.5 pl-4">
        <h2 className="font-display text-lg">Alerts</h2>
        {unread > 0 && (
          <Button look="ghost" size="sm" onClick={() => mark({ as: "read", ids: "all" })}>
            <CheckCheck aria-hidden className="size-5" />
            Mark all as read
          </Button>
        )}
      </header>
      <div className="overflow-y-auto">
        <Newest role={role} onMark={(id, as) => mark({ as, ids: [id] })} onFollow={onClose} />
      </div>
      <footer className="flex border-line border-t">
        <Link
          to={allAlerts}
          onClick={onClose}
          className="flex min-h-12 flex-1 items-center justify-center font-semibold text-brand hover:bg-sunken"
        >
          All alerts
        </Link>
        <Link
          to={`${allAlerts}/settings`}
          onClick={onClose}
          aria-label="Alert settings"
          title="Alert settings"
          className="grid min-h-12 w-14 place-items-center border-line border-l text-ink-soft hover:bg-sunken hover:text-brand"
        >
          <Settings aria-hidden className="size-5" />
        </Link>
      </footer>
    </section>
  );
}

function Newest({ role, onMark, onFollow }: { role: Role; onMark: OnMark; onFollow: () => void }) {
  const { data, error } = useQuery(notificationsQuery({ limit: shown }));
  if (data === undefined && error)
    return (
      <p role="alert" className="px-4 py-6 text-ink-soft">
        {messageOf(error)}
      </p>
    );
  if (data === undefined) return <PanelSkeleton />;
  if (data.items.length === 0)
    return <p className="px-4 py-8 text-center text-ink-soft">Nothing new so far.</p>;
  return (
    <ul className="divide-y divide-line">
      {data.items.map((item) => (
        <AlertRow key={item.id} notification={item} role={role} onMark={onMark} onFollow={onFollow} />
      ))}
    </ul>
  );
}

function PanelSkeleton() {
  return (
    <div role="status" className="flex flex-col gap-4 p-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-9 w-full" />
      <Skeleton className="h-9 w-2/3" />
    </div>
  );
}
