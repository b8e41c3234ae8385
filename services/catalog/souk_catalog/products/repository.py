"""Products in the database. Their stock moves through `souk_common.inventory` alone."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.errors import DuplicateKeyError

from souk_catalog.moderation.review_queue import into_queue
from souk_catalog.products.fields import MAX_IMAGES
from souk_catalog.products.listing import Chosen, SortKeys, filter_of
from souk_catalog.products.model import KEPT, CategoryShape, Changes, ProductShape, StatusChange
from souk_catalog.products.present import SHOWN, product_shape
from souk_common.identity import Identity
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_common.problems import Conflict, Forbidden, NotFound

MAX_EXPORTED = 1_000_000
_MAX_CATEGORIES = 1_000
_EXPORT_BATCH = 500
_EXPORT_MAX_TIME_MS = 60_000
ShapeT = TypeVar("ShapeT")


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, and the database's clock at the moment of asking."""

    id: ObjectId
    name: str
    at: datetime


def owned_by(actor: Identity) -> Document:
    """What a product must meet for `actor` to change it: an admin may change all, a seller their own."""
    return {} if actor.role == "admin" else {"seller_id": ObjectId(actor.user_id)}


def no_such_product() -> NotFound:
    """The answer for what is not there, or not the caller's."""
    return NotFound("There is no such product.")


def allowing(change: StatusChange) -> Document:
    """The filter of the products whose status the change allows."""
    return {"$or": [each._asdict() for each in change.allowed_from]}


def status_update(change: StatusChange, reason: str | None = None) -> Document:
    """What writes the change; `reason` is an admin's."""
    return {"$set": {**change.to._asdict(), "disabled_reason": reason}, "$currentDate": {"updated_at": True}}


def sku_taken() -> Conflict:
    """The answer when another product of the seller has the SKU."""
    message = "Another product of yours has this SKU."
    return Conflict(message, errors=[{"field": "sku", "message": message}])


class Products:
    """What sellers and admins read and write: always from the primary, so that they see what they wrote."""

    def __init__(self, mongo: Mongo) -> None:
        self._products: Collection = mongo.db[PRODUCTS]
        self._users: Collection = mongo.db["users"]

    async def seller(self, user_id: str, session: Session) -> Seller:
        """The seller as registered, in the caller's transaction.

        Raises:
            Forbidden: the account has been disabled or deleted.
        """
        row = await self._users.find_one(
            {"_id": ObjectId(user_id), "status": "active"}, {"name": 1, "at": "$$NOW"}, session=session
        )
        if row is None:
            raise Forbidden("Your account is not active any more.")
        return Seller(row["_id"], row["name"], row["at"])

    async def get(self, product_id: str, owner: Document, session: Session | None = None) -> ProductShape:
        """A product that was not deleted.

        Raises:
            NotFound: there is none, or it is not the owner's.
        """
        row = await self._products.find_one(
            {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}, **owner},
            SHOWN,
            session=session,
            max_time_ms=READ_MAX_TIME_MS,
        )
        if row is None:
            raise no_such_product()
        return product_shape(row)

    async def page(self, chosen: Chosen, sort: SortKeys, skip: int, limit: int) -> tuple[list[ProductShape], int]:
        """The chosen products from `skip` on, `limit` at most, and how many there are in all."""
        found = filter_of(chosen)
        rows = await self._products.find(
            found, SHOWN, sort=sort, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS
        ).to_list(limit)
        total = await self._products.count_documents(found, maxTimeMS=READ_MAX_TIME_MS)
        return [product_shape(row) for row in rows], total

    async def categories_of(self, seller_id: str) -> list[CategoryShape]:
        """The categories of a seller's products that were not deleted, by name."""
        rows = self._products.aggregate(
            [
                {"$match": filter_of(Chosen(statuses=KEPT, seller_id=seller_id))},
                {"$group": {"_id": "$category", "count": {"$sum": 1}}},
                {"$sort": {"_id": 1}},
                {"$limit": _MAX_CATEGORIES},
            ],
            maxTimeMS=READ_MAX_TIME_MS,
        )
        return [{"category": row["_id"], "count": row["count"]} async for row in rows]

    async def change(self, product_id: str, owner: Document, changes: Changes) -> ProductShape:
        """Write the changes and return the product as it is then.

        Raises:
            NotFound: there is none, or it is not the owner's.
            Conflict: another product of the seller has the new SKU.
        """
        update: Document = {"$set": dict(changes), "$currentDate": {"updated_at": True}}
        if owner:  # what an admin writes, no admin has to look at
            update = into_queue(update, await self._differing(product_id, changes))
        try:
            row = await self._products.find_one_and_update(
                {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}, **owner},
                update,
                SHOWN,
                return_document=ReturnDocument.AFTER,
                maxTimeMS=READ_MAX_TIME_MS,
            )
        except DuplicateKeyError:
            raise sku_taken() from None
        if row is None:
            raise no_such_product()
        return product_shape(row)

    async def add_image(self, product_id: str, owner: Document, path: str) -> ProductShape:
        """Put a picture behind the others and return the product as it is then; one that it has already stays put.

        Raises:
            NotFound: there is none, or it is not the owner's.
            Conflict: it has `MAX_IMAGES` already.
        """
        has_room = {"images": {"$ne": path}, f"images.{MAX_IMAGES - 1}": {"$exists": False}}
        update: Document = {"$push": {"images": path}, "$currentDate": {"updated_at": True}}
        row: Document | None = await self._products.find_one_and_update(
            {"_id": ObjectId(product_id), "status": {"$in": list(KEPT)}, **owner, **has_room},
            into_queue(update, ["images"]) if owner else update,
            SHOWN,
            return_document=ReturnDocument.AFTER,
            maxTimeMS=READ_MAX_TIME_MS,
        )
        if row is not None:
            return product_shape(row)
        product = await self.get(product_id, owner)
        if path not in product["images"]:
            raise Conflict(f"A product can have at most {MAX_IMAGES} pictures. Remove one first.")
        return product

    async def _differing(self, product_id: str, changes: Changes) -> list[str]:
        """The fields whose new value is another one than the product has."""
        row = await self._products.find_one(
            {"_id": ObjectId(product_id)}, dict.fromkeys(changes, 1), max_time_ms=READ_MAX_TIME_MS
        )
        return [name for name, value in changes.items() if row is not None and row.get(name) != value]

    async def change_status(self, product_id: str, owner: Document, change: StatusChange) -> None:
        """Change the status, from one that allows it.

        Raises:
            NotFound: there is no such product in such a status, or it is not the owner's.
        """
        result = await self._products.update_one(
            {"_id": ObjectId(product_id), **allowing(change), **owner}, status_update(change)
        )
        if result.matched_count == 0:
            raise no_such_product()

    async def all_of_seller(self, seller_id: str, shape: Callable[[Document], ShapeT]) -> AsyncIterator[ShapeT]:
        """Every product of a seller that was not deleted, newest first, in the shape that is asked for."""
        rows = self._products.find(
            {"seller_id": ObjectId(seller_id), "status": {"$in": list(KEPT)}},
            SHOWN,
            sort=[("created_at", -1), ("_id", -1)],
            limit=MAX_EXPORTED,
            batch_size=_EXPORT_BATCH,
            max_time_ms=_EXPORT_MAX_TIME_MS,
        )
        async for row in rows:
            yield shape(row)
