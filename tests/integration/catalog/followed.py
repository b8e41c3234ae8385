"""A shelf that is kept fresh in the test's own process, and what should be on it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bson import ObjectId
from pydantic_core import to_json

from souk_catalog.products.present import product_shape
from souk_catalog.shelf.follow_products import ProductFollower
from souk_common.mongo import Mongo

SHOWN_WITHIN_S = 10.0
"""A second is promised and 0.4 usual; a machine that stands still for two now and then gets ten. Of 500 changes,
`test_shelf.py` holds nine in ten to three seconds, and notes what they took.
"""
_BUILT_WITHIN_S = 60.0


@asynccontextmanager
async def following(mongo: Mongo) -> AsyncIterator[ProductFollower]:
    """A follower whose shelf is built."""
    follower = ProductFollower(mongo)
    task = asyncio.create_task(follower.follow())
    try:
        await asyncio.wait_for(follower.built.wait(), _BUILT_WITHIN_S)
        yield follower
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def bytes_of(mongo: Mongo, product_id: str) -> bytes | None:
    """What visitors should get of a product; None when it is not on sale."""
    row = await mongo.db.products.find_one({"_id": ObjectId(product_id)})
    return to_json(product_shape(row)) if row is not None and row["status"] == "active" else None


async def is_right(mongo: Mongo, follower: ProductFollower, product_ids: list[str]) -> bool:
    """Whether the products are shown as the database has them."""
    expected = {each: await bytes_of(mongo, each) for each in product_ids}
    return all(follower.shelf.get(each) == content for each, content in expected.items())
