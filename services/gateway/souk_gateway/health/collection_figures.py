"""How big the collections are and how much their indexes are used; dear to ask, so asked seldom."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import pymongo
import structlog
from pymongo.errors import PyMongoError

from souk_common.mongo import Document, Member
from souk_gateway.health.schemas import CollectionHealth, IndexHealth

log = structlog.get_logger("health")

KEPT_S = 30.0
MOST = 100
_ANSWER_WITHIN_S = 5.0
_FIRST_WITHIN_S = 0.3


class CollectionFigures:
    """The figures of at most `KEPT_S` ago while the database answers, the last known ones while it does not."""

    def __init__(self) -> None:
        self._known: list[CollectionHealth] = []
        self._asked_at = float("-inf")
        self._asking: asyncio.Task[None] | None = None

    async def latest(self, members: Sequence[Member]) -> list[CollectionHealth]:
        """The figures; `members` are those that answer, the one whose sizes count first. Waits but for the first."""
        if members and self._asking is None and time.monotonic() - self._asked_at > KEPT_S:
            self._asked_at = time.monotonic()
            self._asking = asyncio.create_task(self._ask(members))
        if self._asking is not None and not self._known:
            await asyncio.wait([self._asking], timeout=_FIRST_WITHIN_S)
        return self._known

    async def close(self) -> None:
        """End the question under way."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])

    async def _ask(self, members: Sequence[Member]) -> None:
        try:
            self._known = await _read(members)
        except PyMongoError as error:
            log.warning("collections not measured", error=type(error).__name__)
            self._asked_at = float("-inf")
        finally:
            self._asking = None


async def _read(members: Sequence[Member]) -> list[CollectionHealth]:
    with pymongo.timeout(_ANSWER_WITHIN_S):
        names = await members[0].db.list_collection_names(filter={"type": "collection"})
        chosen = sorted(name for name in names if not name.startswith("system."))[:MOST]
        sizes = {name: await _size(members[0], name) for name in chosen}
        uses = await asyncio.gather(*(_uses(member, chosen) for member in members))
    return [_figures(name, sizes[name], [each[name] for each in uses]) for name in chosen]


async def _size(member: Member, name: str) -> Document:
    answers = await member.db[name].aggregate([{"$collStats": {"storageStats": {}}}]).to_list(1)
    stats: Document = answers[0]["storageStats"]
    return stats


async def _uses(member: Member, names: Sequence[str]) -> dict[str, list[Document]]:
    return {name: await member.db[name].aggregate([{"$indexStats": {}}]).to_list(MOST) for name in names}


def _figures(name: str, stats: Document, of_members: Sequence[list[Document]]) -> CollectionHealth:
    uses: Counter[str] = Counter()
    since: dict[str, datetime] = {}
    for rows in of_members:
        for row in rows:
            index, accesses = row["name"], row["accesses"]
            uses[index] += int(accesses["ops"])
            since[index] = max(since.get(index, accesses["since"]), accesses["since"])
    return CollectionHealth(
        name=name,
        documents=int(stats["count"]),
        size_bytes=int(stats["size"]),
        storage_bytes=int(stats["storageSize"]),
        indexes=[
            IndexHealth(name=index, size_bytes=int(size), uses=uses[index], since=since.get(index))
            for index, size in stats["indexSizes"].items()
        ],
    )
