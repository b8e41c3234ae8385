"""The search follows `synonyms`: read when the service starts, and again when the change stream tells of a change."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI
from pymongo.errors import PyMongoError

from souk_catalog.search.understand import Understanding
from souk_catalog.shelf.follow_products import ProductFollower
from souk_catalog.synonyms.repository import SYNONYMS, SynonymGroups
from souk_common.change_stream import Change, tail
from souk_common.mongo import Document, Mongo

GATHER_S = 0.1
_AGAIN_S = 0.5
_PIPELINE: list[Document] = [{"$project": {"_id": 1}}]

log = structlog.get_logger("synonyms")


@asynccontextmanager
async def fresh_synonyms(app: FastAPI) -> AsyncIterator[None]:
    """Keep the search's synonyms while the app runs; the app does not start before they are read."""
    follower = SynonymFollower(app.state.mongo, app.state.followed_products)
    following = asyncio.create_task(follower.follow(), name="follow_synonyms")
    try:
        await follower.read.wait()
        yield
    finally:
        following.cancel()
        await asyncio.gather(following, return_exceptions=True)


class SynonymFollower:
    """Gives the shelf, and those that come after it, the synonyms as they are."""

    def __init__(self, mongo: Mongo, products: ProductFollower) -> None:
        self._source = mongo.stream_db[SYNONYMS]
        self._groups = SynonymGroups(mongo)
        self._products = products
        self._changed = asyncio.Event()
        self.read = asyncio.Event()

    async def follow(self) -> None:
        """Run until cancelled."""
        while True:
            try:
                async with asyncio.TaskGroup() as both:
                    both.create_task(tail(self._source, _PIPELINE, on_change=self._on_change, on_start=self._on_start))
                    both.create_task(self._keep_read())
            except Exception:  # whatever it was, the search would go on with what admins have changed since
                log.exception("synonyms are not followed", again_in_s=_AGAIN_S)
                await asyncio.sleep(_AGAIN_S)

    async def _on_start(self) -> None:
        self._changed.set()

    async def _on_change(self, _change: Change) -> None:
        self._changed.set()

    async def _keep_read(self) -> None:
        """Read what changed; all that changes within `GATHER_S` at once, such as an import."""
        while True:
            await self._changed.wait()
            await asyncio.sleep(GATHER_S)
            self._changed.clear()
            try:
                groups = list((await self._groups.all()).values())
                understanding = await asyncio.to_thread(Understanding, groups)
            except PyMongoError as error:
                log.warning("synonyms not read", error=type(error).__name__, again_in_s=_AGAIN_S)
                self._changed.set()
                await asyncio.sleep(_AGAIN_S)
                continue
            self._products.understand_by(understanding)
            self.read.set()
            log.info("synonyms read", groups=len(groups))
