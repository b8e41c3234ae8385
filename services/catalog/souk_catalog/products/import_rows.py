"""Writing one batch of an import: products and their opening stock together, or neither."""

from collections.abc import Iterable
from dataclasses import replace

from bson import ObjectId
from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from souk_catalog.moderation.review_queue import into_queue
from souk_catalog.products.create_product import OPENING_STOCK, is_duplicate, new_row
from souk_catalog.products.import_records import GoodLine
from souk_catalog.products.model import KEPT, Details
from souk_catalog.products.repository import Products, sku_taken
from souk_common.inventory import PRODUCTS, Actor, Inventory
from souk_common.mongo import Collection, Document, Mongo, Session

_TIMEOUT_S = 30.0
_ATTEMPTS = 3
_COMPARED = {
    "sku": 1,
    "name": 1,
    "description": 1,
    "brand": 1,
    "price_cents": 1,
    "category": 1,
    "attributes": 1,
    "images": 1,
    "low_stock_threshold": 1,
}


class ImportRows:
    """Batches of products, written by SKU."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._products: Collection = mongo.db[PRODUCTS]
        self._sellers = Products(mongo)
        self._inventory = Inventory(mongo.db)

    async def write(self, seller_id: str, lines: list[GoodLine], default_stock: int) -> int:
        """Insert the products whose SKU the seller does not have, bring the others up to date; all but the stock.

        Returns:
            How many were inserted. A product that is already as its line says is not written.

        Raises:
            Forbidden: the seller's account is not active any more.
            Conflict: somebody else keeps creating products with the same SKUs.
            Unavailable: the database did not take it in time.
        """
        latest = _latest_by_sku(lines)

        async def work(session: Session) -> int:
            return await self._write(seller_id, latest, default_stock, session)

        for _ in range(_ATTEMPTS):
            try:
                return await self._mongo.transaction(work, timeout_s=_TIMEOUT_S)
            except BulkWriteError as error:
                if not is_duplicate(error):
                    raise
        raise sku_taken()

    async def _write(self, seller_id: str, latest: dict[str, GoodLine], default_stock: int, session: Session) -> int:
        seller = await self._sellers.seller(seller_id, session)
        known = await self._known(seller.id, list(latest), session)
        rows = [
            new_row(seller, line.details, default_stock if line.stock is None else line.stock)
            for sku, line in latest.items()
            if sku not in known
        ]
        if rows:
            await self._inventory.open(rows, Actor(seller_id, OPENING_STOCK), session)
        updates = list(_updates(known, latest))
        if updates:
            await self._products.bulk_write(updates, ordered=False, session=session)
        return len(rows)

    async def _known(self, seller_id: ObjectId, skus: list[str], session: Session) -> dict[str, Document]:
        # "$type" lets the planner use the unique index, which holds products with a SKU only
        rows = self._products.find(
            {"seller_id": seller_id, "sku": {"$in": skus, "$type": "string"}, "status": {"$in": list(KEPT)}},
            _COMPARED,
            limit=len(skus),
            session=session,
        )
        return {row["sku"]: row async for row in rows}


def _latest_by_sku(lines: Iterable[GoodLine]) -> dict[str, GoodLine]:
    """Of lines with one SKU the last counts, with the stock of the first: as if each had been written in turn."""
    latest: dict[str, GoodLine] = {}
    for line in lines:
        first = latest.get(line.sku)
        latest[line.sku] = replace(line, stock=first.stock) if first else line
    return latest


def _updates(known: dict[str, Document], latest: dict[str, GoodLine]) -> Iterable[UpdateOne]:
    for sku, row in known.items():
        changed = {name: value for name, value in _fields(latest[sku].details).items() if row.get(name) != value}
        if changed:
            kept = {"_id": row["_id"], "status": {"$in": list(KEPT)}}
            update: Document = {"$set": changed, "$currentDate": {"updated_at": True}}
            yield UpdateOne(kept, into_queue(update, changed))


def _fields(details: Details) -> Document:
    fields: Document = {
        "name": details.name,
        "description": details.description,
        "brand": details.brand,
        "price_cents": details.price_cents,
        "category": details.category,
        "attributes": details.attributes,
    }
    said: Document = {"images": details.images, "low_stock_threshold": details.low_stock_threshold}
    return fields | {name: value for name, value in said.items() if value is not None}
