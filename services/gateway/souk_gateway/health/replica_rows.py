"""The heartbeats of all replicas, read from one member."""

import asyncio
from dataclasses import dataclass
from datetime import datetime

import pymongo

from souk_common.heartbeat import REPLICAS
from souk_common.mongo import Document, Member

MOST = 200
ANSWER_WITHIN_S = 0.4


@dataclass(frozen=True, slots=True)
class Row:
    """A replica's last heartbeat and its age by the database's clock, `seen_s_ago`."""

    replica: str
    service: str
    version: str
    started_at: datetime
    uptime_s: int
    in_flight: int
    window_s: float
    requests: int
    errors: int
    p95_ms: float | None
    sockets: int | None
    signed_in: int | None
    change_stream_lag_ms: float | None
    seen_s_ago: float


async def read_rows(member: Member) -> list[Row]:
    """At most `MOST` rows by name.

    Raises:
        PyMongoError: the member does not answer.
        TimeoutError: it does not in time.
    """
    stages: list[Document] = [
        {"$sort": {"_id": 1}},
        {"$limit": MOST},
        {"$set": {"age_ms": {"$subtract": ["$$NOW", "$at"]}}},
    ]
    # the one bounds the database, the other the wait for a thread, of which an outage may leave none
    with pymongo.timeout(ANSWER_WITHIN_S):
        async with asyncio.timeout(ANSWER_WITHIN_S):
            return [_row(document) async for document in member.db[REPLICAS].aggregate(stages)]


def _row(document: Document) -> Row:
    return Row(
        replica=document["_id"],
        service=document["service"],
        version=document["version"],
        started_at=document["started_at"],
        uptime_s=document["uptime_s"],
        in_flight=document["in_flight"],
        window_s=document["window_s"],
        requests=document["requests"],
        errors=document["errors"],
        p95_ms=document["p95_ms"],
        sockets=document.get("sockets"),
        signed_in=document.get("signed_in"),
        change_stream_lag_ms=document.get("change_stream_lag_ms"),
        seen_s_ago=max(0.0, document["age_ms"] / 1000),
    )
