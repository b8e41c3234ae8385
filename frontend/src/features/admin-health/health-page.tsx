import { useQuery } from "@tanstack/react-query";
import { CloudOff } from "lucide-react";
import { systemHealthQuery } from "@/api/health";
import { messageOf } from "@/api/problem";
import type { SystemHealth } from "@/api/types";
import { PageHeader } from "@/components/dashboard/page-header";
import { StatGrid, StatTile } from "@/components/dashboard/stat-tile";
import { Skeleton } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { classNames } from "@/lib/class-names";
import { formatCount } from "@/lib/numbers";
import { timeAgo } from "@/lib/time-ago";
import { CollectionPanels } from "./collections";
import { GatewaysPanel } from "./gateways";
import { MembersPanel } from "./members";
import { Problems } from "./problems";
import { ServicePanel } from "./replicas";
import { formatMoment } from "./words";

export function HealthPage() {
  const { data: health, error, refetch } = useQuery(systemHealthQuery);
  return (
    <>
      <PageHeader title="Health" actions={health && <AsOf at={health.at} isOld={error !== null} />}>
        Every part of Souk, looked at once a second.
      </PageHeader>
      {health ? (
        <div className="flex flex-col gap-4 lg:gap-5">
          <p role="status" className="sr-only">
            {error && "The health cannot be asked for now. What is shown is the last that was heard."}
          </p>
          {error && <Unheard error={error} at={health.at} />}
          <div className={classNames("flex flex-col gap-4 lg:gap-5", error !== null && "grayscale")}>
            <Picture health={health} />
          </div>
        </div>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Picture({ health }: { health: SystemHealth }) {
  return (
    <>
      <Problems problems={health.problems} />
      <Tiles health={health} />
      <MembersPanel mongo={health.mongo} />
      <div className="grid gap-4 lg:gap-5 xl:grid-cols-2">
        {health.services.map((service) => (
          <ServicePanel key={service.service} service={service} />
        ))}
      </div>
      <GatewaysPanel gateways={health.gateways} />
      <CollectionPanels collections={health.collections} />
    </>
  );
}

function Tiles({ health: { services, mongo, gateways } }: { health: SystemHealth }) {
  const replicas = services.flatMap((service) => service.replicas);
  const up = replicas.filter(({ state }) => state === "up").length;
  const healthy = mongo.members.filter((member) => member.healthy).length;
  const sockets = gateways.reduce((sum, gateway) => sum + gateway.sockets, 0);
  return (
    <StatGrid label="At a glance">
      <StatTile
        label="Replicas up"
        value={`${up} of ${replicas.length}`}
        tone={up < replicas.length ? "warning" : "plain"}
      />
      <StatTile
        label="Members that answer"
        value={`${healthy} of ${mongo.members.length}`}
        tone={healthy < mongo.members.length ? "warning" : "plain"}
      />
      <StatTile
        label="Primary"
        value={mongo.primary === null ? "None" : "Elected"}
        note={mongo.primary ?? "Writes wait"}
        tone={mongo.writable ? "plain" : "warning"}
      />
      <StatTile
        label="Elections seen"
        value={formatCount(mongo.elections)}
        note={
          mongo.last_election_at &&
          `Last one ${timeAgo(mongo.last_election_at, Date.now())}, term ${mongo.term}`
        }
      />
      <StatTile label="Browsers connected" value={formatCount(sockets)} />
    </StatGrid>
  );
}

function AsOf({ at, isOld }: { at: string; isOld: boolean }) {
  return (
    <p className={classNames("flex items-center gap-2 text-sm", isOld ? "text-danger" : "text-ink-soft")}>
      <span aria-hidden className={classNames("size-2.5 rounded-full", isOld ? "bg-danger" : "bg-good")} />
      <span>
        As of{" "}
        <time dateTime={at} className="tabular-nums">
          {formatMoment(at)}
        </time>
      </span>
    </p>
  );
}

function Unheard({ error, at }: { error: unknown; at: string }) {
  return (
    <section
      aria-label="No answer"
      className="flex items-start gap-3 rounded-2xl border border-accent bg-accent-tint p-4 text-accent-text"
    >
      <CloudOff aria-hidden className="size-6 shrink-0" />
      <div>
        <h2 className="font-semibold">No answer: below is how it was at {formatMoment(at)}</h2>
        <p>{messageOf(error)} It is asked for again every second.</p>
      </div>
    </section>
  );
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-14 w-full rounded-2xl" />
      <Skeleton className="h-24 w-full rounded-2xl" />
      <Skeleton className="h-52 w-full rounded-2xl" />
      <Skeleton className="h-52 w-full rounded-2xl" />
    </div>
  );
}
