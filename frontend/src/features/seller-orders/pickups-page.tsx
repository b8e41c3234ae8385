import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { CalendarCheck, Printer } from "lucide-react";
import { useSearchParams } from "react-router";
import { pickupsQuery, salesKey } from "@/api/sales";
import type { Pickups } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { DayField } from "@/components/dashboard/table-toolbar";
import { Button, ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { dayLabel } from "@/lib/days";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { choiceFrom, OverdueNotice, PickupDays, weekday } from "./pickup-days";
import { PickupList } from "./pickup-list";

export function PickupsPage() {
  const [params, setParams] = useSearchParams();
  const { day, overdue } = choiceFrom(params);
  const query = useQuery({
    ...pickupsQuery(overdue ? { overdue } : { ...(day && { day }) }),
    placeholderData: keepPreviousData,
  });
  useLiveRefresh(["new_order", "order_status"], [salesKey]);

  return (
    <>
      <PageHeader
        title="Pickups"
        actions={
          <>
            <DayField
              label="Day"
              value={query.data?.day ?? day ?? ""}
              onChange={(chosen) => setParams(chosen ? { day: chosen } : {}, { preventScrollReset: true })}
            />
            <Button look="outline" onClick={() => window.print()}>
              <Printer aria-hidden className="size-5" />
              Print
            </Button>
          </>
        }
      >
        {query.data && titleOf(query.data)}
      </PageHeader>
      {query.isPending && <PickupsSkeleton />}
      {query.error && !query.data && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <>
          <PickupDays pickups={query.data} />
          {!overdue && <OverdueNotice count={query.data.overdue} />}
          <div
            aria-busy={query.isPlaceholderData}
            className={classNames("transition-opacity", query.isPlaceholderData && "opacity-55")}
          >
            {query.data.items.length > 0 ? (
              <PickupList pickups={query.data} />
            ) : (
              <NothingDue pickups={query.data} />
            )}
          </div>
        </>
      )}
    </>
  );
}

/** "Sunday, 22 Nov 2026: 3 orders wait, 1 handed over" */
export function titleOf({ day, today, items, total }: Pickups): string {
  const when = day === null ? "Due on earlier days" : `${weekday(day, "long")}, ${dayLabel(day)}`;
  const done = items.filter(({ status }) => status === "completed").length;
  const open = total - done;
  const waiting = open === 1 ? "one order waits" : `${open || "no"} orders wait`;
  return `${day === today ? "Today, " : ""}${when}: ${waiting}${done > 0 ? `, ${done} handed over` : ""}`;
}

function NothingDue({ pickups: { day, today } }: { pickups: Pickups }) {
  return (
    <EmptyState
      icon={<CalendarCheck />}
      title={day === null ? "Nothing is overdue" : "Nothing to pick up"}
      action={<ButtonLink to="/seller/orders?status=placed">All that waits</ButtonLink>}
    >
      <p>
        {day === null
          ? "Everything from earlier days was handed over or cancelled."
          : `No order is due ${day === today ? "today" : "on this day"}.`}
      </p>
    </EmptyState>
  );
}

function PickupsSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <div aria-hidden className="flex flex-col gap-4">
        <Skeleton className="h-20 w-full" />
        <Skeleton className="mt-3 h-7 w-40" />
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-24 w-full" />
        <Skeleton className="h-24 w-full" />
      </div>
    </div>
  );
}
