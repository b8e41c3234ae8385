"""The shelf loses nothing through lost history and a killed primary, and is read all the while."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from types import SimpleNamespace
from typing import Any, Self, cast

import pytest
from bson import ObjectId
from pymongo.errors import AutoReconnect, OperationFailure

from souk_catalog.shelf.follow_products import REFRESH_EVERY_S
from souk_catalog.shelf.shelf import Shelf
from souk_common.inventory import PRODUCTS
from souk_common.mongo import ChangeStream, Document, Mongo
from tests.fixtures.killed_primary import KillPrimary
from tests.fixtures.products import MakeProduct
from tests.fixtures.waiting import PATIENT_S, until
from tests.integration.catalog.followed import SHOWN_WITHIN_S, following, is_right

ELECTED_WITHIN_S = 60.0


class LossyStream:
    """A change stream that passes nothing on once its source loses history, and then says so (286)."""

    def __init__(self, stream: ChangeStream, source: "LossySource") -> None:
        self._stream = stream
        self._source = source

    async def __aenter__(self) -> Self:
        await self._stream.__aenter__()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stream.__aexit__(*error)

    @property
    def alive(self) -> bool:
        return bool(self._stream.alive)

    @property
    def resume_token(self) -> object:
        return self._stream.resume_token

    async def try_next(self) -> object:
        if self._source.is_found_out.is_set():
            self._source.is_lossy = False
            self._source.is_found_out.clear()
            raise OperationFailure("history lost", 286)
        change = await self._stream.try_next()
        return None if self._source.is_lossy else change


class LossySource:
    """A collection that is watched."""

    name = PRODUCTS

    def __init__(self, mongo: Mongo) -> None:
        self._collection = mongo.stream_db[PRODUCTS]
        self.is_lossy = False
        self.is_found_out = asyncio.Event()

    def watch(self, *arguments: Any, **options: Any) -> LossyStream:
        return LossyStream(self._collection.watch(*arguments, **options), self)


async def test_when_history_is_lost_another_shelf_takes_the_place_without_a_gap(
    mongo: Mongo, make_product: MakeProduct
) -> None:
    product_ids = [await make_product(stock=5) for _ in range(6)]
    source = LossySource(mongo)
    watched = SimpleNamespace(stream_db={PRODUCTS: source}, read_db=mongo.read_db, db=mongo.db, client=mongo.client)
    async with following(cast(Mongo, watched)) as follower:
        assert await is_right(mongo, follower, product_ids)
        before, kept = follower.shelf, product_ids[0]
        source.is_lossy = True
        changes: list[Document] = [{"name": "Other"}, {"status": "deleted"}, {"price_cents": 1}, {"stock": 0}]
        for product_id, change in zip(product_ids[1:], changes, strict=False):
            await mongo.db.products.update_one({"_id": ObjectId(product_id)}, {"$set": change})
        await mongo.db.products.delete_one({"_id": ObjectId(product_ids[5])})
        product_ids.append(await make_product())
        await asyncio.sleep(1.5 * REFRESH_EVERY_S)
        assert not await is_right(mongo, follower, product_ids)

        source.is_found_out.set()

        async def is_rebuilt() -> bool:
            assert follower.shelf.get(kept) is not None
            return follower.shelf is not before

        await until(is_rebuilt, PATIENT_S, "another shelf")
        assert await is_right(mongo, follower, product_ids)
        await mongo.db.products.update_one({"_id": ObjectId(kept)}, {"$set": {"name": "Followed again"}})
        await until(partial(is_right, mongo, follower, product_ids), SHOWN_WITHIN_S, "the new name")


@pytest.mark.slow
async def test_a_killed_primary_loses_nothing_and_the_shelf_is_read_all_the_while(
    mongo: Mongo, make_product: MakeProduct, kill_primary: KillPrimary
) -> None:
    product_ids = [await make_product() for _ in range(5)]
    async with following(mongo) as follower:
        shelf = follower.shelf
        for round_ in range(20):
            if round_ == 5:
                await kill_primary()
            _id = ObjectId(product_ids[round_ % 5])
            await _through_an_election(
                partial(mongo.db.products.update_one, {"_id": _id}, {"$set": {"name": f"Lamp {round_}"}})
            )
            assert all(follower.shelf.get(each) for each in product_ids)
        await until(partial(is_right, mongo, follower, product_ids), ELECTED_WITHIN_S, "the last names")
        assert follower.shelf is shelf, "the stream was resumed"


async def _through_an_election(write: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(ELECTED_WITHIN_S):
        while True:
            try:
                await write()
                return
            except AutoReconnect:
                await asyncio.sleep(0.1)


async def test_a_row_that_is_none_of_ours_hides_no_other_product(mongo: Mongo, make_product: MakeProduct) -> None:
    odd = await make_product(attributes={"made by": ObjectId()})
    product_ids = [await make_product() for _ in range(3)]
    async with following(mongo) as follower:
        assert await is_right(mongo, follower, product_ids)
        await mongo.db.products.update_one({"_id": ObjectId(product_ids[0])}, {"$set": {"attributes": {"a": odd}}})
        also_odd = {"attributes": {"a": ObjectId()}}
        await mongo.db.products.update_one({"_id": ObjectId(product_ids[1])}, {"$set": also_odd})
        await mongo.db.products.update_one({"_id": ObjectId(product_ids[2])}, {"$set": {"name": "Still followed"}})
        right = partial(is_right, mongo, follower, [product_ids[0], product_ids[2]])
        await until(right, SHOWN_WITHIN_S, "what is ours")
        assert [follower.shelf.get(each) for each in (odd, product_ids[1])] == [None, None]
    await mongo.db.products.delete_many({"_id": {"$in": [ObjectId(odd), ObjectId(product_ids[1])]}})


async def test_after_an_error_that_nobody_foresaw_the_shelf_is_built_anew(
    mongo: Mongo, make_product: MakeProduct, monkeypatch: pytest.MonkeyPatch
) -> None:
    product_ids = [await make_product()]
    async with following(mongo) as follower:
        put, failures = Shelf.put, iter([ZeroDivisionError])

        def put_or_fail(shelf: Shelf, rows: list[Document]) -> None:
            for failure in failures:
                raise failure
            put(shelf, rows)

        monkeypatch.setattr(Shelf, "put", put_or_fail)
        await mongo.db.products.update_one({"_id": ObjectId(product_ids[0])}, {"$set": {"name": "Other"}})
        await until(partial(is_right, mongo, follower, product_ids), PATIENT_S, "the new name")
