import { useQuery } from "@tanstack/react-query";
import { MessageSquareCheck } from "lucide-react";
import { useState } from "react";
import { reportsKey, reportsQuery } from "@/api/reports";
import type { Report, ReportPage } from "@/api/types";
import { FilterTabs } from "@/components/dashboard/filter-tabs";
import { PageHeader } from "@/components/dashboard/page-header";
import { useTableState } from "@/components/dashboard/table-state";
import { Pagination } from "@/components/ui/pagination";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { useLiveRefresh } from "@/live/use-live-refresh";
import { CloseDialog } from "./close-dialog";
import { ReportCard } from "./report-card";

const spec = { filters: { state: ["closed"] }, limit: 10 } as const;
const tabs = [
  { value: "", label: "Open" },
  { value: "closed", label: "Closed" },
];

export function ReportsPage() {
  const table = useTableState(spec);
  const { page, limit, state = "open" } = table.query;
  const query = useQuery(reportsQuery({ page, limit, state }));
  useLiveRefresh(["report"], [[...reportsKey, "list"]]);
  return (
    <>
      <PageHeader title="Reports">
        Somebody had a reason to tell you about somebody else. Look at what they wrote, do what is needed,
        then close the report.
      </PageHeader>
      <FilterTabs label="Reports to show" name="state" tabs={tabs} current={table.valueOf("state")} />
      {query.isPending ? (
        <PageSkeleton />
      ) : !query.data ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data.items.length === 0 ? (
        <NoReports closed={state === "closed"} />
      ) : (
        <>
          <Reports page={query.data} stale={query.isPlaceholderData} />
          <Pagination page={query.data.page} pages={query.data.pages} hrefOf={table.hrefOf} />
        </>
      )}
    </>
  );
}

function Reports({ page, stale }: { page: ReportPage; stale: boolean }) {
  const [closing, setClosing] = useState<Report | null>(null);
  return (
    <>
      <p role="status" className="mb-2 text-ink-soft text-sm">
        {page.total === 1 ? "One report" : `${page.total.toLocaleString("en-US")} reports`}
      </p>
      <ul
        aria-label="Reports"
        aria-busy={stale}
        className={classNames("flex flex-col gap-4 transition-opacity", stale && "opacity-55")}
      >
        {page.items.map((report) => (
          <li key={report.id}>
            <ReportCard report={report} onClose={() => setClosing(report)} />
          </li>
        ))}
      </ul>
      <CloseDialog report={closing} onDone={() => setClosing(null)} />
    </>
  );
}

function NoReports({ closed }: { closed: boolean }) {
  return (
    <EmptyState icon={<MessageSquareCheck />} title={closed ? "Nothing closed yet" : "Nobody has complained"}>
      <p>
        {closed
          ? "Reports that admins have closed are kept here."
          : "When somebody reports a person, it shows up here by itself."}
      </p>
    </EmptyState>
  );
}
