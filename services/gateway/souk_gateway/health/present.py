"""Heartbeats and members as the API shows them, and what is wrong with them in sentences for an operator."""

from collections.abc import Sequence

from souk_gateway.health.replica_rows import Row
from souk_gateway.health.schemas import GatewayHealth, MongoHealth, ReplicaHealth, ReplicaState, ServiceHealth

SERVICES = ("auth", "catalog", "orders", "gateway")
SILENT_AFTER_S = 2.5
LIVE_EVENTS_LATE_MS = 3_000


def services(rows: Sequence[Row], *, can_report: bool) -> list[ServiceHealth]:
    """Every service, those that report nothing too; `can_report`: the database has been taking writes for long enough
    that a replica which lives has reported.
    """
    names = [*SERVICES, *sorted({row.service for row in rows} - set(SERVICES))]
    return [
        ServiceHealth(service=name, replicas=[_replica(row, can_report) for row in rows if row.service == name])
        for name in names
    ]


def gateways(rows: Sequence[Row]) -> list[GatewayHealth]:
    """The live parts of the gateways that report."""
    return [
        GatewayHealth(
            replica=row.replica,
            sockets=row.sockets,
            signed_in=row.signed_in or 0,
            change_stream_lag_ms=row.change_stream_lag_ms,
        )
        for row in rows
        if row.sockets is not None and row.seen_s_ago <= SILENT_AFTER_S
    ]


def problems(mongo: MongoHealth, told: Sequence[ServiceHealth], live: Sequence[GatewayHealth]) -> list[str]:
    """What is wrong, the worst first."""
    found = [*_of_the_set(mongo), *(member.message for member in mongo.members if member.message)]
    for service in told:
        states = [replica.state for replica in service.replicas]
        if mongo.writable and not any(state != "down" for state in states):
            found.append(f"No replica of {service.service} is running")
        found += [
            f"{replica.replica} has not reported for {replica.seen_s_ago:.0f} s"
            for replica in service.replicas
            if replica.state == "down"
        ]
    found += [
        f"{gateway.replica} tells browsers what changed {gateway.change_stream_lag_ms / 1000:.0f} s late"
        for gateway in live
        if (gateway.change_stream_lag_ms or 0) > LIVE_EVENTS_LATE_MS and gateway.change_stream_lag_ms is not None
    ]
    return found


def _of_the_set(mongo: MongoHealth) -> list[str]:
    if mongo.writable:
        return []
    if any(member.healthy for member in mongo.members):
        return ["No primary: reads go on, writes wait"]
    return ["No member of the database answers: the shop can neither show nor sell"]


def _replica(row: Row, can_report: bool) -> ReplicaHealth:
    return ReplicaHealth(
        replica=row.replica,
        version=row.version,
        state=_state(row, can_report),
        started_at=row.started_at,
        uptime_s=row.uptime_s,
        in_flight=row.in_flight,
        requests_per_s=round(row.requests / row.window_s, 2) if row.window_s else 0.0,
        p95_ms=row.p95_ms,
        errors_per_min=row.errors,
        seen_s_ago=round(row.seen_s_ago, 1),
    )


def _state(row: Row, can_report: bool) -> ReplicaState:
    if row.seen_s_ago <= SILENT_AFTER_S:
        return "up"
    return "down" if can_report else "unknown"
