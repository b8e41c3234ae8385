"""Products follow their seller's account: off sale while it is no active seller's, gone with it, named as it is.

Auth may not write products, and no service calls another: this follows the change stream of `users`. Each replica
does it. Every write is conditional on what the product is, and each replica's last look at an account comes after
the account's last change, so they agree in the end however they interleave.
"""

import asyncio
from collections.abc import Iterable

import structlog
from bson import ObjectId
from fastapi import FastAPI
from pymongo.errors import PyMongoError

from souk_catalog.products.model import (
    DELETE,
    KEPT,
    LEAVE_WITH_ACCOUNT,
    RETURN_WITH_ACCOUNT,
    SELLING_ROLES,
    StatusChange,
)
from souk_catalog.products.repository import allowing, status_update
from souk_common.change_stream import Change, tail
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo

BATCH = 1_000
LOOK_AGAIN_S = 20.0
"""A product made in a transaction that still saw the account as it was before is committed by then."""
_MOST_TO_LOOK_AT = 10_000
_CATCH_UP_MAX_TIME_MS = 60_000
_FOLLOWED = ("name", "status", "role")
_PIPELINE: list[Document] = [
    {
        "$match": {
            "$or": [
                {"operationType": "replace"},
                {
                    "operationType": "update",
                    "$or": [{f"updateDescription.updatedFields.{field}": {"$exists": True}} for field in _FOLLOWED],
                },
            ]
        }
    },
    {"$project": {"documentKey": 1}},
]
_ACCOUNT = {"name": 1, "status": 1, "role": 1}

log = structlog.get_logger("sellers")


async def follow_accounts(app: FastAPI) -> None:
    """Run until cancelled."""
    await AccountFollower(app.state.mongo).follow()


class AccountFollower:
    """Brings products in line with their sellers' accounts."""

    def __init__(self, mongo: Mongo, look_again_s: float = LOOK_AGAIN_S) -> None:
        self._source: Collection = mongo.stream_db["users"]
        self._users: Collection = mongo.db["users"]
        self._products: Collection = mongo.db[PRODUCTS]
        self._look_again_s = look_again_s
        self._again: dict[ObjectId, float] = {}
        self.caught_up = asyncio.Event()

    async def follow(self) -> None:
        """Run until cancelled: catch up with what happened before, then follow."""
        async with asyncio.TaskGroup() as both:
            both.create_task(tail(self._source, _PIPELINE, on_change=self._on_change, on_start=self.catch_up))
            both.create_task(self._look_again())

    async def catch_up(self) -> None:
        """Bring the products of all accounts in line.

        Raises:
            PyMongoError: not all could be.
        """
        standings = self._products.aggregate(
            [
                {"$match": {"status": {"$in": list(KEPT)}}},
                {"$group": {"_id": {name: f"${name}" for name in ("seller_id", "seller_name", *_STANDING)}}},
            ],
            maxTimeMS=_CATCH_UP_MAX_TIME_MS,
            batchSize=BATCH,
        )
        batch: list[Document] = []
        async for group in standings:
            batch.append(group["_id"])
            if len(batch) == BATCH:
                await self._bring_in_line(batch)
                batch = []
        await self._bring_in_line(batch)
        self.caught_up.set()

    async def look_at(self, user_id: ObjectId) -> None:
        """Bring the products of one account in line with what it is now.

        Raises:
            PyMongoError: not all could be; to be done again.
        """
        account = await self._users.find_one({"_id": user_id}, _ACCOUNT, max_time_ms=READ_MAX_TIME_MS)
        if account is None:
            return
        change = due_change(account)
        await self._write({"seller_id": user_id, **allowing(change)}, status_update(change))
        named = {"seller_id": user_id, "seller_name": {"$ne": account["name"]}}
        await self._write(named, {"$set": {"seller_name": account["name"]}})

    async def _on_change(self, change: Change) -> None:
        user_id: ObjectId = change["documentKey"]["_id"]
        await self.look_at(user_id)
        if len(self._again) < _MOST_TO_LOOK_AT:
            self._again[user_id] = asyncio.get_running_loop().time() + self._look_again_s

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(self._look_again_s / 10)
            now = asyncio.get_running_loop().time()
            for user_id in [known for known, at in self._again.items() if at <= now]:
                try:
                    await self.look_at(user_id)
                    del self._again[user_id]
                except PyMongoError as error:
                    log.warning("products not brought in line", user_id=str(user_id), error=type(error).__name__)

    async def _bring_in_line(self, standings: list[Document]) -> None:
        sellers = list({each["seller_id"] for each in standings})
        rows = self._users.find({"_id": {"$in": sellers}}, _ACCOUNT, limit=BATCH, max_time_ms=READ_MAX_TIME_MS)
        accounts = {row["_id"]: row async for row in rows}
        for user_id in _out_of_line(standings, accounts):
            await self.look_at(user_id)

    async def _write(self, found: Document, update: Document) -> None:
        """Update all that are found, by batches; what was updated must not be found any more."""
        while True:
            rows = self._products.find(found, {"_id": 1}, limit=BATCH, max_time_ms=READ_MAX_TIME_MS)
            ids = [row["_id"] async for row in rows]
            if ids:
                await self._products.update_many({"_id": {"$in": ids}, **found}, update)
            if len(ids) < BATCH:
                return


_STANDING = ("status", "disabled_by")


def due_change(account: Document) -> StatusChange:
    """What the products of an account that can change, change to."""
    if account["status"] == "deleted":
        return DELETE
    sells = account["status"] == "active" and account["role"] in SELLING_ROLES
    return RETURN_WITH_ACCOUNT if sells else LEAVE_WITH_ACCOUNT


def _out_of_line(standings: Iterable[Document], accounts: dict[ObjectId, Document]) -> set[ObjectId]:
    """The accounts some of whose products are not as they should be."""
    found = set()
    for each in standings:
        account = accounts.get(each["seller_id"])
        if account is None:
            continue
        standing = tuple(each.get(name) for name in _STANDING)
        if each.get("seller_name") != account["name"] or standing in due_change(account).allowed_from:
            found.add(account["_id"])
    return found
