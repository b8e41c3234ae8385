import type { SystemHealth } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import type { BadgeTone } from "@/components/ui/badge";
import { formatCount } from "@/lib/numbers";
import { FactCard, FactCards } from "./facts";
import { formatBytes, formatMs, formatSpan } from "./words";

type Mongo = SystemHealth["mongo"];
type Member = Mongo["members"][number];

const tones: Record<string, BadgeTone> = { primary: "brand", secondary: "good" };

/** The members of the replica set. */
export function MembersPanel({ mongo }: { mongo: Mongo }) {
  return (
    <Panel
      title="Database"
      hint={mongo.writable ? "Reads and writes go on." : "Nothing can be written now: there is no primary."}
    >
      <FactCards label="Members of the database">
        {mongo.members.map((member, place) => (
          <FactCard
            key={member.host}
            title={`mongo-${place + 1}`}
            badge={{ tone: tones[member.state] ?? "danger", text: member.state }}
            message={member.message}
            facts={factsOf(member)}
          />
        ))}
      </FactCards>
    </Panel>
  );
}

function factsOf({ host, lag_ms, uptime_s, connections, cache_used_bytes, cache_max_bytes }: Member) {
  const cache =
    cache_used_bytes === null || cache_max_bytes === null
      ? "–"
      : `${formatBytes(cache_used_bytes)} of ${formatBytes(cache_max_bytes)}`;
  return [
    { label: "Address", value: host },
    { label: "Behind the primary", value: formatMs(lag_ms) },
    { label: "Running for", value: uptime_s === null ? "–" : formatSpan(uptime_s) },
    { label: "Connections", value: connections === null ? "–" : formatCount(connections) },
    { label: "Cache", value: cache },
  ];
}
