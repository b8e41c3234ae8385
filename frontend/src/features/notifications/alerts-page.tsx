import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing, CheckCheck } from "lucide-react";
import { Link } from "react-router";
import { notificationsQuery, unreadQuery } from "@/api/notifications";
import type { NotificationQuery, Role } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { type TableState, useTableState } from "@/components/dashboard/table-state";
import { Button } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { RequireSession } from "@/session/require-session";
import { useSession } from "@/session/session";
import { AlertRow } from "./alert-row";
import { useMarkRead } from "./use-mark-read";

const spec = { filters: { unread: ["true"] }, limit: 20 } as const;

/** The page of all alerts outside the seller's dashboard, for buyers and admins. */
export function OwnAlertsPage() {
  return (
    <div className="mx-auto max-w-4xl px-4 pt-6 lg:pt-10">
      <RequireSession>
        <AlertsPage />
      </RequireSession>
    </div>
  );
}

export function AlertsPage() {
  const role = useSession().user?.role;
  const state = useTableState(spec);
  const unread = useQuery(unreadQuery).data ?? 0;
  const markRead = useMarkRead();
  if (role === undefined) return null;
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="Alerts"
        actions={
          unread > 0 && (
            <Button look="outline" onClick={() => markRead("all")}>
              <CheckCheck aria-hidden className="size-5" />
              Mark all as read
            </Button>
          )
        }
      >
        What happened that concerns you, also while you were away.
      </PageHeader>
      <nav aria-label="Alerts to show" className="mb-4 flex gap-1">
        <Tab to="" label="All" current={!state.isFiltered} />
        <Tab
          to="unread=true"
          label={unread > 0 ? `Unread (${unread})` : "Unread"}
          current={state.isFiltered}
        />
      </nav>
      <AlertList role={role} state={state} onRead={(id) => markRead([id])} />
    </div>
  );
}

function Tab({ to, label, current }: { to: string; label: string; current: boolean }) {
  return (
    <Link
      to={{ search: to }}
      preventScrollReset
      aria-current={current ? "true" : undefined}
      className={classNames(
        "inline-flex min-h-11 items-center rounded-full px-4 font-semibold",
        current ? "bg-brand text-on-brand" : "hover:bg-sunken",
      )}
    >
      {label}
    </Link>
  );
}

interface AlertListProps {
  role: Role;
  state: TableState<{ page: number; limit: number; unread?: "true" }>;
  onRead: (id: string) => void;
}

function AlertList({ role, state, onRead }: AlertListProps) {
  const { page, limit } = state.query;
  const query: NotificationQuery = { page, limit, ...(state.isFiltered && { unread: true }) };
  const { data, error, refetch, isPlaceholderData } = useQuery({
    ...notificationsQuery(query),
    placeholderData: keepPreviousData,
  });
  if (data === undefined && error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton className="h-96 w-full rounded-2xl" />;
  if (data.items.length === 0) return <NoAlerts filtered={state.isFiltered} />;
  return (
    <>
      <ul
        aria-label="Alerts"
        aria-busy={isPlaceholderData}
        className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface"
      >
        {data.items.map((item) => (
          <AlertRow key={item.id} notification={item} role={role} onRead={onRead} />
        ))}
      </ul>
      <Pagination page={data.page} pages={data.pages} hrefOf={state.hrefOf} />
    </>
  );
}

function NoAlerts({ filtered }: { filtered: boolean }) {
  return (
    <EmptyState icon={<BellRing />} title={filtered ? "All read" : "No alerts yet"}>
      <p>
        {filtered
          ? "You have read everything there is."
          : "When something happens to your orders or products, you read it here."}
      </p>
    </EmptyState>
  );
}
