import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { Link } from "react-router";
import { usersQuery } from "@/api/admin-users";
import type { ListedUser } from "@/api/types";
import { DataTable } from "@/components/dashboard/data-table";
import { PageHeader } from "@/components/dashboard/page-header";
import type { Column } from "@/components/dashboard/table-columns";
import { useTableState } from "@/components/dashboard/table-state";
import { TableToolbar } from "@/components/dashboard/table-toolbar";
import { EmptyState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { MessageLink } from "@/presence/message-link";
import { OnlineDot } from "@/presence/person-name";
import { RoleBadge, StatusBadge } from "./badges";

const spec = {
  filters: { role: ["buyer", "seller", "admin"], status: ["active", "disabled", "deleted"] },
} as const;

const columns: Column<ListedUser>[] = [
  {
    id: "name",
    header: "Name",
    heading: true,
    className: "max-w-64",
    cell: (user) => (
      <Link
        to={`/admin/users/${user.id}`}
        className="inline-flex min-h-11 items-center font-semibold text-brand underline-offset-4 [overflow-wrap:anywhere] hover:underline"
      >
        {user.name}
        {user.status !== "deleted" && <OnlineDot userId={user.id} />}
      </Link>
    ),
  },
  {
    id: "email",
    header: "Email",
    className: "max-w-72 [overflow-wrap:anywhere]",
    cell: (user) => user.email ?? "Erased",
  },
  { id: "role", header: "Role", cell: (user) => <RoleBadge role={user.role} /> },
  { id: "status", header: "Status", cell: (user) => <StatusBadge status={user.status} /> },
  { id: "joined", header: "Joined", cell: (user) => <TimeAgo moment={user.created_at} /> },
  {
    id: "signed-in",
    header: "Last sign-in",
    cell: (user) => (user.signed_in_at ? <TimeAgo moment={user.signed_in_at} /> : "–"),
  },
];

const selects = [
  {
    name: "role",
    label: "Role",
    any: "Any role",
    options: [
      { value: "buyer", label: "Buyers" },
      { value: "seller", label: "Sellers" },
      { value: "admin", label: "Admins" },
    ],
  },
  {
    name: "status",
    label: "Status",
    any: "Not deleted",
    options: [
      { value: "active", label: "Active" },
      { value: "disabled", label: "Disabled" },
      { value: "deleted", label: "Deleted" },
    ],
  },
];

export function UsersPage() {
  const state = useTableState(spec);
  const query = useQuery({ ...usersQuery(state.query), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title="Users">Everybody who has an account, the newest first.</PageHeader>
      <TableToolbar
        state={state}
        search="Search users"
        placeholder="How a name or an email begins"
        selects={selects}
      />
      <DataTable
        label="Users"
        columns={columns}
        query={query}
        state={state}
        rowId={(user) => user.id}
        countOf={(total) => (total === 1 ? "One user" : `${total.toLocaleString("en-US")} users`)}
        actions={({ id, name, status }) =>
          status !== "deleted" && <MessageLink userId={id} name={name} look="ghost" />
        }
        empty={
          <EmptyState icon={<UsersRound />} title="Nobody is here yet">
            <p>As soon as somebody opens an account, they are listed here.</p>
          </EmptyState>
        }
      />
    </>
  );
}
