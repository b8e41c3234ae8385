import { useQuery } from "@tanstack/react-query";
import { UserRoundX } from "lucide-react";
import type { ReactNode } from "react";
import { Link, useParams } from "react-router";
import { userQuery } from "@/api/admin-users";
import { ApiProblem } from "@/api/problem";
import type { UserDetail } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { Panel } from "@/components/dashboard/panel";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { PageSkeleton } from "@/components/ui/skeleton";
import { EmptyState, ErrorState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { usePageTitle } from "@/lib/page-title";
import { MessageLink } from "@/presence/message-link";
import { OnlineDot } from "@/presence/person-name";
import { useSession } from "@/session/session";
import { RoleBadge, StatusBadge } from "./badges";
import { counted } from "./consequences";
import { DeletePanel } from "./delete-panel";
import { RolePanel } from "./role-panel";
import { StatusPanel } from "./status-panel";

export function UserPage() {
  const { userId = "" } = useParams();
  const { data, error, refetch } = useQuery(userQuery(userId));
  if (data) return <User key={data.id} user={data} />;
  if (error instanceof ApiProblem && error.status === 404) return <NoSuchUser />;
  if (error) return <ErrorState page error={error} onRetry={() => void refetch()} />;
  return <PageSkeleton />;
}

function User({ user }: { user: UserDetail }) {
  const { user: me } = useSession();
  return (
    <>
      <Breadcrumb crumbs={[{ label: "Users", to: "/admin/users" }, { label: user.name }]} />
      <PageHeader
        title={user.name}
        actions={user.status !== "deleted" && <MessageLink userId={user.id} size="md" />}
      >
        <span className="flex flex-wrap items-center gap-2">
          <RoleBadge role={user.role} />
          <StatusBadge status={user.status} />
          {user.status !== "deleted" && <OnlineDot userId={user.id} inWords />}
        </span>
      </PageHeader>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Facts user={user} />
        {user.status !== "deleted" && (
          <div className="flex flex-col gap-4">
            {me?.id === user.id ? (
              <Panel title="This is you">
                <p>
                  You cannot disable, demote or delete your own account here. So there is always an admin who
                  minds the market: ask another one.
                </p>
              </Panel>
            ) : (
              <>
                <RolePanel key={user.role} user={user} />
                <StatusPanel user={user} />
                <DeletePanel user={user} />
              </>
            )}
          </div>
        )}
      </div>
    </>
  );
}

function Facts({ user }: { user: UserDetail }) {
  const { ties } = user;
  return (
    <Panel title="The account">
      <dl className="flex flex-col">
        <Fact name="Email">{user.email ?? "Erased"}</Fact>
        {user.disabled_reason && <Fact name="Disabled because">{user.disabled_reason}</Fact>}
        <Fact name="Joined">
          <TimeAgo moment={user.created_at} />
        </Fact>
        <Fact name="Last sign-in">
          {user.signed_in_at ? <TimeAgo moment={user.signed_in_at} /> : "Not since joining"}
        </Fact>
        <Fact name="Signed in now">{counted(ties.sessions, "sign-in")}</Fact>
        {user.role !== "buyer" && (
          <Fact name="On sale">
            <FactLink to={`/admin/products?queue=all&seller_id=${user.id}`}>
              {counted(ties.products_on_sale, "product")}
            </FactLink>
          </Fact>
        )}
        {(user.role === "seller" || ties.open_orders_as_seller > 0) && (
          <Fact name="To hand over">
            <FactLink to={`/admin/orders?seller_id=${user.id}&status=placed`}>
              {counted(ties.open_orders_as_seller, "open order")}
            </FactLink>
          </Fact>
        )}
        {(user.role === "buyer" || ties.open_orders_as_buyer > 0) && (
          <Fact name="To pick up">
            <FactLink to={`/admin/orders?buyer_id=${user.id}&status=placed`}>
              {counted(ties.open_orders_as_buyer, "open order")}
            </FactLink>
          </Fact>
        )}
        <Fact name="Audit log">
          <span className="flex flex-wrap justify-end gap-x-4">
            <FactLink to={`/admin/audit?target_id=${user.id}`}>What was done to them</FactLink>
            <FactLink to={`/admin/audit?actor_id=${user.id}`}>What they did</FactLink>
          </span>
        </Fact>
      </dl>
    </Panel>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 items-center justify-between gap-6 border-line border-b py-1.5 last:border-0">
      <dt className="shrink-0 text-ink-soft">{name}</dt>
      <dd className="min-w-0 text-right [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function FactLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link
      to={to}
      className="inline-flex min-h-11 items-center font-semibold text-brand underline-offset-4 hover:underline"
    >
      {children}
    </Link>
  );
}

function NoSuchUser() {
  usePageTitle("No such user");
  return (
    <EmptyState
      page
      icon={<UserRoundX />}
      title="There is no such user"
      action={<ButtonLink to="/admin/users">See all users</ButtonLink>}
    />
  );
}
