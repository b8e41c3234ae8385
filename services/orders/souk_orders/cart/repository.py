"""Carts in the database, and the products that their lines show."""

from collections.abc import Iterable, Mapping

from bson import ObjectId
from pymongo import UpdateOne
from pymongo.errors import DuplicateKeyError

from souk_common.inventory import OFF_SALE_SEEN, PRODUCTS, why_off_sale
from souk_common.mongo import READ_MAX_TIME_MS, Database, Document, Mongo, Session
from souk_orders.cart.model import Cart, Lines
from souk_orders.cart.schemas import CartLineOut, CartOut

CARTS = "carts"
_SHOWN = {
    "name": 1,
    "price_cents": 1,
    "stock": 1,
    **OFF_SALE_SEEN,
    "seller_id": 1,
    "seller_name": 1,
    "category": 1,
    "images": {"$slice": 1},
}


class CartRepository:
    """Reads and conditional writes of carts."""

    def __init__(self, mongo: Mongo) -> None:
        self._db: Database = mongo.db

    async def get(self, buyer_id: str) -> Cart:
        """The buyer's cart; one that was never written is empty, with version 0."""
        row = await self._db[CARTS].find_one({"buyer_id": ObjectId(buyer_id)}, max_time_ms=READ_MAX_TIME_MS)
        if row is None:
            return Cart()
        return Cart({str(line["product_id"]): line["quantity"] for line in row["lines"]}, row["version"])

    async def stock(self, product_ids: Iterable[str]) -> Mapping[str, int]:
        """Stock by product id, of those that are on sale."""
        ids = [ObjectId(product_id) for product_id in product_ids]
        rows = self._db[PRODUCTS].find(
            {"_id": {"$in": ids}, "status": "active"}, {"stock": 1}, max_time_ms=READ_MAX_TIME_MS
        )
        return {str(row["_id"]): row["stock"] async for row in rows}

    async def write(self, buyer_id: str, lines: Lines, seen_version: int) -> bool:
        """Write the lines if the cart is still at the version that was seen; says whether it was."""
        try:
            result = await self._db[CARTS].update_one(
                {"buyer_id": ObjectId(buyer_id), "version": seen_version},
                {
                    "$set": {"lines": _rows(lines)},
                    "$inc": {"version": 1},
                    "$currentDate": {"updated_at": True},
                },
                upsert=seen_version == 0,
            )
        except DuplicateKeyError:
            return False
        return bool(result.matched_count or result.upserted_id)

    async def empty(self, buyer_id: str, seen_version: int, session: Session) -> bool:
        """Empty the cart in the caller's transaction, if it is still at the version that was seen."""
        result = await self._db[CARTS].update_one(
            {"buyer_id": ObjectId(buyer_id), "version": seen_version},
            {"$set": {"lines": []}, "$inc": {"version": 1}, "$currentDate": {"updated_at": True}},
            session=session,
        )
        return result.matched_count == 1

    async def take_out(self, bought: Iterable[tuple[str, Iterable[str]]], session: Session) -> None:
        """Take what was bought (buyer's id, product ids) out of the carts, in the caller's transaction."""
        updates = []
        for buyer_id, product_ids in bought:
            ids = [ObjectId(product_id) for product_id in product_ids]
            change: Document = {
                "$pull": {"lines": {"product_id": {"$in": ids}}},
                "$inc": {"version": 1},
                "$currentDate": {"updated_at": True},
            }
            updates.append(UpdateOne({"buyer_id": ObjectId(buyer_id), "lines.product_id": {"$in": ids}}, change))
        if updates:
            await self._db[CARTS].bulk_write(updates, session=session)

    async def show(self, cart: Cart) -> CartOut:
        """The cart with its products as they are now. A product that was deleted stays, as not available."""
        ids = [ObjectId(product_id) for product_id in cart.lines]
        rows = self._db[PRODUCTS].find({"_id": {"$in": ids}}, _SHOWN, max_time_ms=READ_MAX_TIME_MS) if ids else None
        products = {str(row["_id"]): row async for row in rows} if rows else {}
        lines = [
            _line(products[product_id], quantity)
            for product_id, quantity in cart.lines.items()
            if product_id in products
        ]
        total = sum(line.line_total for line in lines if line.available)
        return CartOut(lines=lines, total_amount=total, version=cart.version)


def _rows(lines: Lines) -> list[Document]:
    return [{"product_id": ObjectId(product_id), "quantity": quantity} for product_id, quantity in lines.items()]


def _line(product: Document, quantity: int) -> CartLineOut:
    images = product.get("images") or [None]
    off_sale_reason = why_off_sale(product)
    return CartLineOut(
        product_id=product["_id"],
        name=product["name"],
        price=product["price_cents"],
        quantity=quantity,
        stock=product["stock"],
        line_total=product["price_cents"] * quantity,
        image=images[0],
        category=product["category"],
        seller_id=product["seller_id"],
        seller_name=product["seller_name"],
        available=off_sale_reason is None and product["stock"] > 0,
        off_sale_reason=off_sale_reason,
    )
