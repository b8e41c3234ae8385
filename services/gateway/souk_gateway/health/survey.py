"""One look at everything: answered within about a second, whatever is down."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import structlog
from pymongo.errors import PyMongoError

from souk_common.brief_cache import BriefCache
from souk_common.mongo import Member
from souk_common.settings import Settings
from souk_gateway.health import present
from souk_gateway.health.collection_figures import CollectionFigures
from souk_gateway.health.member_reports import ANSWER_WITHIN_S, Report
from souk_gateway.health.mongo_set import describe, overlook_a_pause, primary_of
from souk_gateway.health.replica_rows import Row, read_rows
from souk_gateway.health.schemas import MongoHealth, SystemHealth
from souk_gateway.health.watched_member import WatchedMember

log = structlog.get_logger("health")

KEPT_S = 0.5
# after an election each replica has to find the new primary before it can report
_REPORTED_AFTER_S = 5.0


class Survey:
    """Looks at the set member by member, never through the driver's idea of it, and remembers what it saw last."""

    def __init__(self, settings: Settings) -> None:
        hosts = settings.mongo_members
        self._set = settings.mongo_replica_set
        self._members = {
            host: WatchedMember(f"mongo-{number}", Member(settings, "gateway", host, ANSWER_WITHIN_S))
            for number, host in enumerate(hosts, start=1)
        }
        self._collections = CollectionFigures()
        self._mongo: MongoHealth | None = None
        self._rows: list[Row] = []
        self._rows_read_at = 0.0
        self._answers: BriefCache[SystemHealth] = BriefCache(ttl_s=KEPT_S, size=1)

    async def health(self) -> SystemHealth:
        """How all of it does, as of at most `KEPT_S` ago. Those who ask at the same time share one look."""
        return await self._answers.get("health", self._look)

    async def close(self) -> None:
        """Close every connection."""
        await self._collections.close()
        for watched in self._members.values():
            await watched.close()

    async def _look(self) -> SystemHealth:
        asked = await asyncio.gather(*(member.report() for member in self._members.values()))
        reports = [each.report for each in asked if each.report is not None]
        answering = [self._members[report.host].member for report in sorted(reports, key=_most_recent, reverse=True)]
        rows = await self._read_rows(answering)
        seen = overlook_a_pause(asked)
        self._mongo = describe(self._set, seen, self._mongo)
        told = present.services(rows, can_report=self._reports_are_due([each.report for each in seen if each.report]))
        live = present.gateways(rows)
        problems = present.problems(self._mongo, told, live)
        return SystemHealth(
            at=datetime.now(UTC),
            ok=not problems,
            problems=problems,
            services=told,
            mongo=self._mongo,
            gateways=live,
            collections=await self._collections.latest(answering),
        )

    async def _read_rows(self, answering: Sequence[Member]) -> list[Row]:
        """The heartbeats as the most recent member has them, else as they were last known, only older."""
        if answering:
            try:
                self._rows = await read_rows(answering[0])
                self._rows_read_at = time.monotonic()
            except (PyMongoError, TimeoutError) as error:
                log.warning("heartbeats not read", error=type(error).__name__)
        age_s = time.monotonic() - self._rows_read_at
        return [replace(row, seen_s_ago=row.seen_s_ago + age_s) for row in self._rows]

    def _reports_are_due(self, reports: Sequence[Report]) -> bool:
        """Whether a replica that lives would have reported: there has been a primary for a while, and we read it."""
        primary = primary_of(reports)
        if primary is None or primary.primary_for_s is None:
            return False
        return primary.primary_for_s >= _REPORTED_AFTER_S and time.monotonic() - self._rows_read_at < KEPT_S


def _most_recent(report: Report) -> tuple[bool, int, datetime]:
    return report.is_primary, report.term, report.newest_write_at
