import type { SystemHealth } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import type { BadgeTone } from "@/components/ui/badge";
import { formatCount } from "@/lib/numbers";
import { FactCard, FactCards } from "./facts";
import { formatMs, formatSpan } from "./words";

type Service = SystemHealth["services"][number];
type Replica = Service["replicas"][number];

const states: Record<Replica["state"], { tone: BadgeTone; text: string }> = {
  up: { tone: "good", text: "Up" },
  down: { tone: "danger", text: "Down" },
  unknown: { tone: "neutral", text: "Not known" },
};

const purposes: Record<string, string> = {
  auth: "Accounts and signing in",
  catalog: "Products and their pictures",
  orders: "Carts, orders and figures",
  gateway: "Live events and notifications",
};

/** The replicas of one service. */
export function ServicePanel({ service: { service, replicas } }: { service: Service }) {
  return (
    <Panel title={service} hint={purposes[service]}>
      {replicas.length === 0 ? (
        <p className="font-semibold text-danger">No replica reports.</p>
      ) : (
        <FactCards label={`Replicas of ${service}`}>
          {replicas.map((replica) => (
            <FactCard
              key={replica.replica}
              title={replica.replica}
              badge={states[replica.state]}
              facts={factsOf(replica)}
            />
          ))}
        </FactCards>
      )}
    </Panel>
  );
}

function factsOf(replica: Replica) {
  const { errors_per_min } = replica;
  return [
    { label: "Requests a second", value: replica.requests_per_s.toFixed(1) },
    { label: "95% within", value: formatMs(replica.p95_ms) },
    { label: "In progress", value: formatCount(replica.in_flight) },
    {
      label: "Errors, last minute",
      value: formatCount(errors_per_min),
      tone: errors_per_min > 0 ? ("danger" as const) : undefined,
    },
    { label: "Running for", value: formatSpan(replica.uptime_s) },
    { label: "Version", value: replica.version },
    ...(replica.state === "up"
      ? []
      : [{ label: "Last heard", value: `${formatSpan(replica.seen_s_ago)} ago` }]),
  ];
}
