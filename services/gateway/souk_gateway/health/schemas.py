"""The health of the whole at the API."""

from typing import Literal

from souk_common.schemas import ResponseModel, Timestamp

ReplicaState = Literal["up", "down", "unknown"]


class ReplicaHealth(ResponseModel):
    """One replica by its last heartbeat; rates, `p95_ms` and errors (500 and above) over its last minute.

    `down`: it is silent although it could report. `unknown`: nobody can report now, as the database takes no writes.
    """

    replica: str
    version: str
    state: ReplicaState
    started_at: Timestamp
    uptime_s: int
    in_flight: int
    requests_per_s: float
    p95_ms: float | None
    errors_per_min: int
    seen_s_ago: float


class ServiceHealth(ResponseModel):
    """A service with the replicas that report or did in the last ten minutes."""

    service: str
    replicas: list[ReplicaHealth]


class MemberHealth(ResponseModel):
    """One MongoDB member, asked directly: null where it did not say. `state` is as MongoDB names it, in small
    letters, or `unreachable`; `lag_ms` is how much older its newest write is than the primary's; `message` says what
    is wrong.
    """

    host: str
    state: str
    healthy: bool
    lag_ms: int | None
    uptime_s: int | None
    connections: int | None
    cache_used_bytes: int | None
    cache_max_bytes: int | None
    message: str | None


class MongoHealth(ResponseModel):
    """The replica set. `elections` counts those won by the members that answer, each since it started; `term` counts
    all there ever were, failed ones too. `writable`: there is a primary.
    """

    set: str
    primary: str | None
    term: int | None
    elections: int
    last_election_at: Timestamp | None
    members: list[MemberHealth]
    writable: bool


class GatewayHealth(ResponseModel):
    """The live part of a gateway, by its last heartbeat."""

    replica: str
    sockets: int
    signed_in: int
    change_stream_lag_ms: float | None


class IndexHealth(ResponseModel):
    """An index: `uses` summed over the members that answered, each counting since it started, the last `since`."""

    name: str
    size_bytes: int
    uses: int
    since: Timestamp | None


class CollectionHealth(ResponseModel):
    """A collection, as of at most half a minute ago: `size_bytes` of its documents, `storage_bytes` on disk."""

    name: str
    documents: int
    size_bytes: int
    storage_bytes: int
    indexes: list[IndexHealth]


class SystemHealth(ResponseModel):
    """How all of it does. `problems` are sentences for whoever runs the shop; `ok` means there are none."""

    at: Timestamp
    ok: bool
    problems: list[str]
    services: list[ServiceHealth]
    mongo: MongoHealth
    gateways: list[GatewayHealth]
    collections: list[CollectionHealth]
