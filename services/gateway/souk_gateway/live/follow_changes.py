"""The one change stream of a replica: what it delivers goes to the feeds, each of which names its part of it.

One stream on the database and not one a collection: the server then reads its oplog once for all of them, and there
is one resume token to keep.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import structlog

from souk_common.change_stream import Change, tail
from souk_common.mongo import Document, Mongo
from souk_gateway.live.metrics import STREAM_STARTS

log = structlog.get_logger("live")


async def _nothing() -> None:
    return


@dataclass(frozen=True, slots=True)
class Part:
    """What one feed wants of the stream: the changes of `collection` that match `which`.

    `sent` are the fields of the row that come along: of the whole row when it is inserted, of what changed when it is
    updated. `tell` gets each change in order; what it raises is logged, and the stream goes on. `begin` runs before
    the first change, and again when the history was lost: what it reads is at least as old as the stream, so that
    nothing falls between.
    """

    collection: str
    which: Document
    sent: tuple[str, ...]
    tell: Callable[[Change], Awaitable[None]]
    begin: Callable[[], Awaitable[None]] = _nothing


def inserted(collection: str, sent: tuple[str, ...], tell: Callable[[Change], Awaitable[None]]) -> Part:
    """The new rows of a collection, but for those of `make fill`."""
    return Part(collection, {"operationType": "insert", "fullDocument.made_up": {"$ne": True}}, sent, tell)


def pipeline(parts: Sequence[Part]) -> list[Document]:
    """What the stream delivers for `parts`."""
    fields = {f"{place}.{name}": 1 for part in parts for name in part.sent for place in _PLACES}
    return [
        {"$match": {"$or": [{"ns.coll": part.collection, **part.which} for part in parts]}},
        {"$project": {"ns": 1, "operationType": 1, "documentKey": 1, "fullDocument._id": 1, **fields}},
    ]


_PLACES = ("fullDocument", "updateDescription.updatedFields")


class ChangeFollower:
    """Follows the stream for as long as the replica lives. `parts` are of different collections.

    `on_gap` runs whenever the stream starts: of what happened before, nothing comes any more.
    """

    def __init__(self, parts: Sequence[Part], on_gap: Callable[[], Awaitable[None]] = _nothing) -> None:
        self._parts = {part.collection: part for part in parts}
        self._on_gap = on_gap
        if len(self._parts) < len(parts):
            raise ValueError("two parts of the stream are of one collection")

    async def follow(self, mongo: Mongo) -> None:
        """Run until cancelled."""
        await tail(
            mongo.stream_db, pipeline(list(self._parts.values())), on_change=self._on_change, on_start=self._begin
        )

    async def _begin(self) -> None:
        STREAM_STARTS.inc()
        for part in self._parts.values():
            await part.begin()
        await self._on_gap()

    async def _on_change(self, change: Change) -> None:
        collection = change["ns"]["coll"]
        try:
            await self._parts[collection].tell(change)
        except Exception:  # one row that is not as expected must not end the feed for all
            log.exception("change left out", collection=collection)
