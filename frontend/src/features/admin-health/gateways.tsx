import type { SystemHealth } from "@/api/types";
import { Panel } from "@/components/dashboard/panel";
import { formatCount } from "@/lib/numbers";
import { FactCard, FactCards } from "./facts";
import { formatMs } from "./words";

const late_ms = 3_000;

/** Who is connected, and how soon browsers hear what changed. */
export function GatewaysPanel({ gateways }: { gateways: SystemHealth["gateways"] }) {
  return (
    <Panel title="Live connections" hint="Browsers hear of every change through a gateway.">
      {gateways.length === 0 ? (
        <p className="text-ink-soft">No gateway reports now.</p>
      ) : (
        <FactCards label="Gateways">
          {gateways.map(({ replica, sockets, signed_in, change_stream_lag_ms: lag_ms }) => {
            const isLate = lag_ms !== null && lag_ms > late_ms;
            return (
              <FactCard
                key={replica}
                title={replica}
                badge={isLate ? { tone: "danger", text: "Late" } : { tone: "good", text: "On time" }}
                facts={[
                  { label: "Connected", value: formatCount(sockets) },
                  { label: "Signed in", value: formatCount(signed_in) },
                  { label: "Change heard after", value: formatMs(lag_ms) },
                ]}
              />
            );
          })}
        </FactCards>
      )}
    </Panel>
  );
}
