"""Files that nothing shows any more are taken away, a few at a time.

A picture stays while a product that is not deleted shows it or a line of an order remembers it. One that was taken
off its product, or whose upload ended halfway, goes within the hours after. Every replica sweeps; two at once do no
harm, since a file is deleted only on the condition that nobody has touched it for an hour, and whoever writes its
path into a product touches it first (`PictureFiles`).
"""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import structlog
from bson import ObjectId
from fastapi import FastAPI
from pymongo.errors import PyMongoError

from souk_catalog.pictures.names import path_of, picture_at, pictures_in
from souk_catalog.pictures.repository import BUCKET
from souk_catalog.products.model import KEPT
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo

UNTOUCHED = timedelta(hours=1)
FILES_A_PASS = 300
CHUNKS_A_PASS = 1_000
_PAUSE_S = 60.0
_BEFORE_ALL = ObjectId("0" * 24)

log = structlog.get_logger("pictures")


async def sweep_pictures(app: FastAPI) -> None:
    """Sweep for as long as the app lives."""
    sweep = Sweep(app.state.mongo)
    while True:
        await asyncio.sleep(_PAUSE_S * random.uniform(0.5, 1.5))  # noqa: S311 - so that replicas take turns
        try:
            await sweep()
        except PyMongoError as error:
            log.warning("sweep interrupted", error=type(error).__name__)


class Sweep:
    """Walks over all files and all chunks in passes of bounded size, and then begins again."""

    def __init__(self, mongo: Mongo) -> None:
        self._files: Collection = mongo.db[f"{BUCKET}.files"]
        self._chunks: Collection = mongo.db[f"{BUCKET}.chunks"]
        self._products: Collection = mongo.db[PRODUCTS]
        self._orders: Collection = mongo.db["orders"]
        self._last_file = _BEFORE_ALL
        self._last_chunk = _BEFORE_ALL

    async def __call__(self) -> None:
        """One pass: files that nothing shows, then chunks without a file."""
        files = await self._sweep_files()
        chunks = await self._sweep_chunks()
        if files or chunks:
            log.info("pictures swept", files=files, chunks=chunks)

    async def _sweep_files(self) -> int:
        rows = await self._files.find(
            {"_id": {"$gt": self._last_file}},
            {"filename": 1},
            sort=[("_id", 1)],
            limit=FILES_A_PASS,
            max_time_ms=READ_MAX_TIME_MS,
        ).to_list(FILES_A_PASS)
        self._last_file = rows[-1]["_id"] if len(rows) == FILES_A_PASS else _BEFORE_ALL
        pictures = pictures_in(row["filename"] for row in rows)
        unused = pictures - await self._shown(pictures)
        doomed = [row["_id"] for row in rows if pictures_in([row["filename"]]) <= unused]
        if not doomed:
            return 0
        hour_ms = int(UNTOUCHED.total_seconds() * 1000)
        untouched = {"$lt": ["$metadata.touched_at", {"$subtract": ["$$NOW", hour_ms]}]}
        return (await self._files.delete_many({"_id": {"$in": doomed}, "$expr": untouched})).deleted_count

    async def _shown(self, pictures: set[str]) -> set[str]:
        """Those of the pictures that a product or an order needs."""
        paths = [path_of(picture) for picture in pictures]
        on_products = await _values(self._products, "images", {"images": {"$in": paths}, "status": {"$in": list(KEPT)}})
        in_orders = await _values(self._orders, "product_list.image", {"product_list.image": {"$in": paths}})
        return {picture for path in on_products | in_orders if (picture := picture_at(path))}

    async def _sweep_chunks(self) -> int:
        """Chunks whose file was deleted, or never came to be because its writer died."""
        rows = await self._chunks.find(
            {"files_id": {"$gt": self._last_chunk}},
            {"files_id": 1, "_id": 0},
            sort=[("files_id", 1), ("n", 1)],
            limit=CHUNKS_A_PASS,
            max_time_ms=READ_MAX_TIME_MS,
        ).to_list(CHUNKS_A_PASS)
        self._last_chunk = rows[-1]["files_id"] if len(rows) == CHUNKS_A_PASS else _BEFORE_ALL
        before = datetime.now(UTC) - UNTOUCHED
        old = {row["files_id"] for row in rows if row["files_id"].generation_time < before}
        found = self._files.find({"_id": {"$in": list(old)}}, {"_id": 1}, max_time_ms=READ_MAX_TIME_MS)
        orphaned = old - {row["_id"] async for row in found}
        if not orphaned:
            return 0
        return (await self._chunks.delete_many({"files_id": {"$in": list(orphaned)}})).deleted_count


async def _values(collection: Collection, field: str, found: Document) -> set[str]:
    """The values of a list's field in the documents found."""
    rows = collection.aggregate(
        [
            {"$match": found},
            {"$project": {"value": f"${field}"}},
            {"$unwind": "$value"},
            {"$group": {"_id": "$value"}},
        ],
        maxTimeMS=READ_MAX_TIME_MS,
    )
    return {row["_id"] async for row in rows if row["_id"]}
