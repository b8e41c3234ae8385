"""The shelf follows `products`: built from the database at first, then changed as the change stream tells.

The stream says which products changed; what they are now is read from the database, many at a time, not before the
moment of the last change that is known (`afterClusterTime`). So however often a product changes within a pause, it is
read once, and nothing older ever replaces something newer. What the stream says of stock would not do: within a
transaction it goes up and down, and `stock_seq` with it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from bson import ObjectId
from bson.timestamp import Timestamp
from fastapi import FastAPI
from pymongo.errors import PyMongoError

from souk_catalog.products.present import SHOWN
from souk_catalog.search.understand import Understanding
from souk_catalog.shelf.shelf import Shelf
from souk_common.change_stream import Change, tail
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session

REFRESH_EVERY_S = 0.3
_BATCH = 100
_START_ANEW_AFTER_S = 1.0
_PIPELINE: list[Document] = [{"$project": {"documentKey": 1, "clusterTime": 1}}]
_FIRST = ObjectId("0" * 24)

log = structlog.get_logger("shelf")


@asynccontextmanager
async def fresh_shelf(app: FastAPI) -> AsyncIterator[None]:
    """Keep a shelf while the app runs, in `app.state.followed_products`; the app does not start before it is built."""
    follower = ProductFollower(app.state.mongo)
    app.state.followed_products = follower
    following = asyncio.create_task(follower.follow(), name="follow_products")
    try:
        await follower.built.wait()
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


class ProductFollower:
    """Keeps `shelf` as the products are; another one stands in its place after the stream had to start anew."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._source: Collection = mongo.stream_db[PRODUCTS]
        self._products: Collection = mongo.read_db[PRODUCTS]
        self._due: set[ObjectId] = set()
        self._changed = asyncio.Event()
        self._known_at = Timestamp(0, 1)
        self._understanding = Understanding(())
        self.shelf = Shelf()
        self.built = asyncio.Event()

    def understand_by(self, understanding: Understanding) -> None:
        """Search with these synonyms, also on a shelf that is built later."""
        self._understanding = understanding
        self.shelf.index.understand_by(understanding)

    async def follow(self) -> None:
        """Run until cancelled."""
        while True:
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(tail(self._source, _PIPELINE, on_change=self._on_change, on_start=self._build))
                    both.create_task(self._keep_fresh())
            except Exception:  # whatever it was, a shelf that is not kept fresh would go on to answer
                log.exception("products are not followed", again_in_s=_START_ANEW_AFTER_S)
                await asyncio.sleep(_START_ANEW_AFTER_S)

    async def _build(self) -> None:
        """Build a shelf aside and put it in its place.

        Raises:
            PyMongoError: not all products could be read; to be done again.
        """
        loop = asyncio.get_running_loop()
        began, shelf, last = loop.time(), Shelf(), _FIRST
        async with await self._mongo.client.start_session() as session:
            await self._mongo.db.command("ping", session=session)  # what is read next is no older than the primary now
            while rows := await self._read({"_id": {"$gt": last}}, session):
                shelf.put(rows)
                last = rows[-1]["_id"]
        await asyncio.to_thread(shelf.commit)
        shelf.index.understand_by(self._understanding)
        self.shelf = shelf
        self.built.set()
        log.info("shelf built", products=len(shelf), seconds=round(loop.time() - began, 3))

    async def _on_change(self, change: Change) -> None:
        if "documentKey" not in change:  # the collection was dropped: the stream ends and starts anew
            return
        self._due.add(change["documentKey"]["_id"])
        self._known_at = change["clusterTime"]
        self._changed.set()

    async def _keep_fresh(self) -> None:
        async with await self._mongo.client.start_session() as session:
            while True:
                await self._changed.wait()
                self._changed.clear()
                due, self._due = self._due, set()
                try:
                    session.advance_operation_time(self._known_at)
                    await self._refresh(self.shelf, list(due), session)
                except PyMongoError as error:
                    log.warning("products not read", products=len(due), error=type(error).__name__)
                    self._due |= due
                    self._changed.set()
                await asyncio.sleep(REFRESH_EVERY_S)

    async def _refresh(self, shelf: Shelf, due: list[ObjectId], session: Session) -> None:
        for first in range(0, len(due), _BATCH):
            batch = due[first : first + _BATCH]
            rows = await self._read({"_id": {"$in": batch}}, session)
            shelf.put(rows)
            shelf.remove(map(str, set(batch) - {row["_id"] for row in rows}))
        await asyncio.to_thread(shelf.commit)

    async def _read(self, found: Document, session: Session) -> list[Document]:
        return await self._products.find(
            found, SHOWN, sort=[("_id", 1)], limit=_BATCH, session=session, max_time_ms=READ_MAX_TIME_MS
        ).to_list(_BATCH)
