import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { BellRing, CheckCheck, Settings } from "lucide-react";
import { notificationsQuery, unreadQuery } from "@/api/notifications";
import type { NotificationQuery, Role } from "@/api/types";
import { FilterTabs } from "@/components/dashboard/filter-tabs";
import { PageHeader } from "@/components/dashboard/page-header";
import { type TableState, useTableState } from "@/components/dashboard/table-state";
import { Button, ButtonLink } from "@/components/ui/button";
import { Pagination } from "@/components/ui/pagination";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { useSession } from "@/session/session";
import { AlertRow, type OnMark } from "./alert-row";
import { useMark } from "./use-mark";

const spec = { filters: { unread: ["true"] }, limit: 20 } as const;

export function AlertsPage() {
  const role = useSession().user?.role;
  const state = useTableState(spec);
  const unread = useQuery(unreadQuery).data ?? 0;
  const mark = useMark();
  if (role === undefined) return null;
  return (
    <div className="max-w-4xl">
      <PageHeader
        title="Alerts"
        actions={
          <>
            {unread > 0 && (
              <Button look="outline" onClick={() => mark({ as: "read", ids: "all" })}>
                <CheckCheck aria-hidden className="size-5" />
                Mark all as read
              </Button>
            )}
            <ButtonLink look="ghost" to="settings">
              <Settings aria-hidden className="size-5" />
              Settings
            </ButtonLink>
          </>
        }
      >
        What happened that concerns you, also while you were away.
      </PageHeader>
      <FilterTabs
        label="Alerts to show"
        name="unread"
        tabs={[
          { value: "", label: "All" },
          { value: "true", label: unread > 0 ? `Unread (${unread})` : "Unread" },
        ]}
        current={state.valueOf("unread")}
      />
      <AlertList role={role} state={state} onMark={(id, as) => mark({ as, ids: [id] })} />
    </div>
  );
}

interface AlertListProps {
  role: Role;
  state: TableState<{ page: number; limit: number; unread?: "true" }>;
  onMark: OnMark;
}

function AlertList({ role, state, onMark }: AlertListProps) {
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
          <AlertRow key={item.id} notification={item} role={role} onMark={onMark} />
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
