"""The sign of life of each replica: one row of `replicas`, written once a second, for the admins' health page.

A row says how the replica does and, by the database's clock, when it said so. A replica that stops in good order
takes its row away; the row of one that never came back expires.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pymongo
import structlog
from pymongo import WriteConcern
from pymongo.errors import PyMongoError

from souk_common.mongo import Document, Mongo
from souk_common.observe import TALLY, in_flight
from souk_common.recent_requests import LastMinute

log = structlog.get_logger("heartbeat")

REPLICAS = "replicas"
BEAT_EVERY_S = 1.0
_GIVE_UP_S = 0.8
Vitals = Callable[[float | None], Mapping[str, float | int | None]]
"""What a service adds to its rows; asked before each, with the `beat` of the latest that was written."""


def no_vitals(_written: float | None) -> Mapping[str, float | int | None]:
    """For a service that adds nothing."""
    return {}


@dataclass(frozen=True, slots=True)
class Replica:
    """Who reports."""

    name: str
    service: str
    version: str
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: float = field(default_factory=time.monotonic)


class Heartbeat:
    """Reports a replica until cancelled; one report at a time, each given up before the next is due.

    The row's `beat` is the replica's monotonic clock in seconds, by which it knows its own rows again.
    """

    def __init__(self, mongo: Mongo, replica: Replica, vitals: Vitals) -> None:
        # whoever waits for the majority learns of a broken set too late; a lost row is written anew in a second
        self._rows = mongo.db.get_collection(REPLICAS, write_concern=WriteConcern(w=1))
        self._replica = replica
        self._vitals = vitals
        self._requests = LastMinute(TALLY.counts)
        self._is_heard = True
        self._written: float | None = None

    async def run(self) -> None:
        """Report once a second; take the row away at the end."""
        beat: asyncio.Task[None] | None = None
        try:
            while True:
                beat = asyncio.create_task(self._beat())
                await asyncio.gather(asyncio.shield(beat), asyncio.sleep(BEAT_EVERY_S))
        finally:
            if beat is not None:
                await beat  # lest it write the row again
            await self._leave()

    async def _beat(self) -> None:
        now = time.monotonic()
        row = self._row(now)
        try:
            with pymongo.timeout(_GIVE_UP_S):
                await self._rows.update_one(
                    {"_id": self._replica.name}, {"$set": row, "$currentDate": {"at": True}}, upsert=True
                )
        except PyMongoError as error:
            if self._is_heard:
                log.warning("heartbeat not written", error=type(error).__name__)
            self._is_heard = False
        else:
            self._is_heard = True
            self._written = now

    def _row(self, now: float) -> Document:
        recent = self._requests.look()
        return {
            "service": self._replica.service,
            "version": self._replica.version,
            "started_at": self._replica.started_at,
            "uptime_s": int(now - self._replica.started),
            "beat": now,
            "in_flight": in_flight(),
            "window_s": recent.window_s,
            "requests": recent.requests,
            "errors": recent.errors,
            "p95_ms": recent.p95_ms,
            **self._vitals(self._written),
        }

    async def _leave(self) -> None:
        mine = {"_id": self._replica.name, "started_at": self._replica.started_at}
        try:
            with pymongo.timeout(_GIVE_UP_S):
                await self._rows.delete_one(mine)
        except PyMongoError as error:
            log.warning("heartbeat not removed", error=type(error).__name__)
