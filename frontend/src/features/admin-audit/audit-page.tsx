import { useQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { auditQuery } from "@/api/audit";
import type { AuditRow } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { EmptyState } from "@/components/ui/states";
import { Happening } from "./happening";
import { actionChoices, actions } from "./sentences";

const spec = {
  filters: { action: actions, actor_id: "text", target_id: "text", from: "day", to: "day" },
} as const;

const columns: Column<AuditRow>[] = [
  {
    id: "at",
    header: "When",
    className: "align-top whitespace-nowrap tabular-nums",
    cell: (row) => <time dateTime={row.at}>{momentOf(row.at)}</time>,
  },
  {
    id: "what",
    header: "What happened",
    heading: true,
    className: "w-full min-w-80 align-top",
    cell: (row) => <Happening row={row} />,
  },
  {
    id: "address",
    header: "From",
    className: "align-top tabular-nums",
    cell: (row) => row.address ?? "–",
  },
];

const selects = [{ name: "action", label: "What", any: "Everything", options: actionChoices }];
const days = [
  { name: "from", label: "From" },
  { name: "to", label: "To" },
];

export function AuditPage() {
  const state = useTableState(spec);
  const query = useQuery(auditQuery(state.query));
  return (
    <>
      <PageHeader title="Audit log">
        Who did what to whom. Rows are only ever added; nobody can change or remove one, not even an admin.
      </PageHeader>
      <TableToolbar state={state} selects={selects} days={days}>
        <AboutOne
          row={query.data?.items[0]}
          actor={state.valueOf("actor_id")}
          target={state.valueOf("target_id")}
        />
      </TableToolbar>
      <DataTable
        label="Audit log"
        columns={columns}
        query={query}
        state={state}
        rowId={(row) => row.id}
        countOf={(total) => (total === 1 ? "One entry" : `${total.toLocaleString("en-US")} entries`)}
        empty={
          <EmptyState icon={<ScrollText />} title="Nothing has happened yet">
            <p>As soon as an admin does something, or somebody guesses at passwords, it is written here.</p>
          </EmptyState>
        }
      />
    </>
  );
}

/** Whom the log is narrowed to by a link from another page. */
function AboutOne({ row, actor, target }: { row: AuditRow | undefined; actor: string; target: string }) {
  if (!actor && !target) return null;
  const text = actor
    ? `Only what ${row?.actor_name ?? "one user"} did`
    : `Only what was done to ${row?.target_name ?? "one of them"}`;
  return <p className="self-center text-ink-soft">{text}</p>;
}

function momentOf(at: string): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
