"""Products as admins look at them."""

from datetime import datetime
from typing import NamedTuple

from bson import ObjectId
from pymongo import ReturnDocument

from souk_catalog.moderation.review_queue import QUEUED
from souk_catalog.moderation.schemas import ModeratedShape, ModerationQuery
from souk_catalog.moderation.text_query import all_of, words_of
from souk_catalog.products.listing import Chosen, SortKeys, filter_of
from souk_catalog.products.model import KEPT, SELLING_ROLES, StatusChange
from souk_catalog.products.present import SHOWN, product_shape
from souk_catalog.products.repository import allowing, no_such_product, status_update
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_common.problems import Conflict
from souk_common.schemas import to_z

_SHOWN = {**SHOWN, "disabled_by": 1, "unreviewed": 1}
_LONGEST_WAITING_FIRST: SortKeys = [("unreviewed.since", 1), ("_id", 1)]
_LAST_TOUCHED_FIRST: SortKeys = [("updated_at", -1), ("_id", -1)]
_NEWEST_FIRST: SortKeys = [("created_at", -1), ("_id", -1)]


class Changed(NamedTuple):
    """A product right after a change of its status, and the database's clock then."""

    product: ModeratedShape
    at: datetime


class ModeratedProducts:
    """What admins read and write: from the primary, so that they see what they wrote."""

    def __init__(self, mongo: Mongo) -> None:
        self._products: Collection = mongo.db[PRODUCTS]
        self._users: Collection = mongo.db["users"]

    async def page(self, query: ModerationQuery) -> tuple[list[ModeratedShape], int]:
        """One page, and how many match in all."""
        found = filter_for(query)
        rows = self._products.find(
            found, _SHOWN, sort=sort_for(query), skip=query.skip, limit=query.limit, max_time_ms=READ_MAX_TIME_MS
        )
        total = await self._products.count_documents(found, maxTimeMS=READ_MAX_TIME_MS)
        return [_shape(row) async for row in rows], total

    async def seller_is_active(self, product_id: str, session: Session) -> bool:
        """Whether the seller of a product is an active seller.

        Raises:
            NotFound: there is no such product.
        """
        product = await self._products.find_one({"_id": ObjectId(product_id)}, {"seller_id": 1}, session=session)
        if product is None:
            raise no_such_product()
        active = {"_id": product["seller_id"], "role": {"$in": list(SELLING_ROLES)}, "status": "active"}
        return await self._users.find_one(active, {"_id": 1}, session=session) is not None

    async def change_status(
        self, product_id: str, change: StatusChange, reason: str | None, refusal: str, session: Session
    ) -> Changed:
        """Change the status, which also takes the product out of the queue.

        Raises:
            NotFound: there is no such product.
            Conflict: its status does not allow the change; with `refusal` as the message.
        """
        row: Document | None = await self._products.find_one_and_update(
            {"_id": ObjectId(product_id), **allowing(change)},
            status_update(change, reason) | {"$unset": {"unreviewed": ""}},
            {**_SHOWN, "at": "$$NOW"},
            return_document=ReturnDocument.AFTER,
            session=session,
        )
        if row is None:
            kept = {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}}
            if await self._products.find_one(kept, {"_id": 1}, session=session) is None:
                raise no_such_product()
            raise Conflict(refusal)
        return Changed(_shape(row), row["at"])

    async def review(self, product_id: str, changed_at: datetime, session: Session) -> bool:
        """Take the product out of the queue, unless it has changed since; whether it was in it.

        Raises:
            NotFound: there is no such product.
            Conflict: it has changed.
        """
        one = {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}}
        row = await self._products.find_one(one, {"unreviewed": 1}, session=session)
        if row is None:
            raise no_such_product()
        if "unreviewed" not in row:
            return False
        reviewed = await self._products.update_one(
            {**one, "unreviewed.changed_at": changed_at}, {"$unset": {"unreviewed": ""}}, session=session
        )
        if reviewed.matched_count == 0:
            raise Conflict("The seller has changed this product in the meantime. Please look at it again.")
        return True

    async def get(self, product_id: str) -> ModeratedShape:
        """A product that was not deleted.

        Raises:
            NotFound: there is none.
        """
        one = {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}}
        row = await self._products.find_one(one, _SHOWN, max_time_ms=READ_MAX_TIME_MS)
        if row is None:
            raise no_such_product()
        return _shape(row)


def filter_for(query: ModerationQuery) -> Document:
    """The query as a filter."""
    by_id = query.search is not None and ObjectId.is_valid(query.search)
    chosen = Chosen(
        statuses=("disabled",) if query.queue == "disabled" else KEPT,
        search=all_of(words_of(query.search)) if query.search and not by_id else None,
        category=query.category,
        seller_id=query.seller_id,
    )
    found = filter_of(chosen)
    if by_id:
        found["_id"] = ObjectId(query.search)
    if query.queue == "disabled":
        found["disabled_by"] = "admin"
    return found | QUEUED if query.queue == "unreviewed" else found


def sort_for(query: ModerationQuery) -> SortKeys:
    """The order of the query's list."""
    orders = {"unreviewed": _LONGEST_WAITING_FIRST, "disabled": _LAST_TOUCHED_FIRST, "all": _NEWEST_FIRST}
    return orders[query.queue]


def _shape(row: Document) -> ModeratedShape:
    waiting = row.get("unreviewed")
    return {
        **product_shape(row),
        "disabled_by": row.get("disabled_by"),
        "unreviewed": waiting
        and {
            "since": to_z(waiting["since"]),
            "changed_at": to_z(waiting["changed_at"]),
            "changes": waiting["changes"],
        },
    }
