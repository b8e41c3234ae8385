"""The products of a bulk edit in the database. Stock moves through `souk_common.inventory` alone."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from bson import ObjectId
from pymongo import UpdateOne

from souk_catalog.bulk_edit.plan import Change, Known
from souk_catalog.bulk_edit.sheet import Row
from souk_catalog.products.model import KEPT
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo, Session
from souk_common.problems import Conflict

_READ_AT_ONCE = 1_000
_WRITTEN_AT_ONCE = 500
_READ = {"sku": 1, "name": 1, "price_cents": 1, "stock": 1, "stock_seq": 1}
T = TypeVar("T")


class EditedProducts:
    """The products of one seller, many at a time."""

    def __init__(self, mongo: Mongo, seller_id: str) -> None:
        self._products: Collection = mongo.db[PRODUCTS]
        self.own: Document = {"seller_id": ObjectId(seller_id), "status": {"$in": list(KEPT)}}

    async def named_by(self, rows: Iterable[Row], session: Session | None = None) -> list[Known]:
        """The seller's products that the rows name, each once."""
        ids, skus = set(), set()
        for row in rows:
            if row.product_id is not None:
                ids.add(row.product_id)
            elif row.sku is not None:
                skus.add(row.sku)
        found: dict[str, Known] = {}
        for some in _parts(sorted(ids), _READ_AT_ONCE):
            await self._read({"_id": {"$in": [ObjectId(each) for each in some]}}, len(some), found, session)
        for some in _parts(sorted(skus), _READ_AT_ONCE):
            # "$type" lets the planner use the unique index, which holds products with a SKU only
            await self._read({"sku": {"$in": some, "$type": "string"}}, len(some), found, session)
        return list(found.values())

    async def _read(self, chosen: Document, limit: int, into: dict[str, Known], session: Session | None) -> None:
        rows = self._products.find(
            {**chosen, **self.own}, _READ, limit=limit, session=session, max_time_ms=READ_MAX_TIME_MS
        )
        for row in await rows.to_list(limit):
            product_id = str(row["_id"])
            into[product_id] = Known(
                product_id, row.get("sku"), row["name"], row["price_cents"], row["stock"], row["stock_seq"]
            )

    async def hold(self, product_ids: Sequence[str], session: Session) -> None:
        """Say that the products change, before anything else is done in the transaction.

        From here on nobody else can change them until it ends. It is the quickest write there is, of a field that no
        index has: on thousands of products that sell meanwhile, a slower one would never get through.
        """
        if product_ids:
            ids = [ObjectId(each) for each in product_ids]
            await self._products.update_many(
                {"_id": {"$in": ids}, **self.own}, {"$currentDate": {"bulk_edited_at": True}}, session=session
            )

    async def set_prices(self, changes: Sequence[Change], session: Session) -> None:
        """Write the new prices of products whose stock stays.

        Raises:
            Conflict: a price is not what the change was made for.
        """
        for some in _parts(changes, _WRITTEN_AT_ONCE):
            updates = [
                UpdateOne(
                    {"_id": ObjectId(change.product.id), "price_cents": change.product.price_cents, **self.own},
                    price_update(change),
                )
                for change in some
            ]
            done = await self._products.bulk_write(updates, ordered=False, session=session)
            if done.matched_count < len(updates):
                raise Conflict("A price has changed meanwhile. Please look at it again.")


def price_update(change: Change) -> Document:
    """What writes the new price."""
    return {"$set": {"price_cents": change.price_cents}, "$currentDate": {"updated_at": True}}


def _parts(whole: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (whole[start : start + size] for start in range(0, len(whole), size))
