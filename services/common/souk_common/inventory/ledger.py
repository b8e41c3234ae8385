"""Stock moves: one conditional update of the product and one row of the log, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bson import ObjectId
from pymongo import ReturnDocument

from souk_common.inventory.lines import Line
from souk_common.money import to_number
from souk_common.mongo import Collection, Database, Document, Session
from souk_common.problems import Conflict, InsufficientStock, NotFound, PriceChanged, Problem, ProductUnavailable

PRODUCTS = "products"
INVENTORY_LOGS = "inventory_logs"
MAX_STOCK = 10_000_000
ChangeType = Literal["restock", "purchase", "adjustment", "reservation", "release", "cancellation"]
_SEEN = {
    "name": 1,
    "price_cents": 1,
    "seller_id": 1,
    "seller_name": 1,
    "images": {"$slice": 1},
    "category": 1,
    "stock": 1,
    "stock_seq": 1,
    "at": "$$NOW",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who moves stock, why, and for which order if any."""

    user_id: str
    reason: str
    order_id: str | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A product as it stands right after a move; `at` is the database's clock."""

    product_id: str
    seller_id: str
    seller_name: str
    name: str
    image: str | None
    category: str
    price_cents: int
    quantity: int
    stock: int
    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Purchase:
    """The lines of one order (from `sum_lines`) and who buys them."""

    lines: list[Line]
    actor: Actor


class Inventory:
    """The stock of all products. Every method runs inside the caller's transaction."""

    def __init__(self, db: Database) -> None:
        self._products: Collection = db[PRODUCTS]
        self._logs: Collection = db[INVENTORY_LOGS]

    async def open(self, products: list[Document], actor: Actor, session: Session) -> None:
        """Insert new products, each with its opening stock as the first row of its log (no row when it opens empty).

        Args:
            products: whole rows but for `stock_seq`, which is set here; `created_at` also dates the log's row.
            actor: the seller.
            session: the transaction.

        Raises:
            BulkWriteError: a unique index is in the way; the transaction has ended.
        """
        rows = [{**product, "stock_seq": 1 if product["stock"] else 0} for product in products]
        await self._products.insert_many(rows, session=session)
        stocked = [_taken({**row, "at": row["created_at"]}, row["stock"]) for row in rows if row["stock"]]
        if stocked:
            await self._logs.insert_many(_log_rows("restock", stocked, 1, actor), session=session)

    async def take(self, lines: list[Line], actor: Actor, session: Session) -> list[Taken]:
        """Take every line from stock, or none.

        Args:
            lines: from `sum_lines`, so that concurrent takers meet in the same order.
            actor: the buyer.
            session: the transaction.

        Raises:
            NotFound: no such product.
            ProductUnavailable: it is disabled or deleted.
            PriceChanged: its price is not the line's `seen_price_cents`.
            InsufficientStock: fewer units are left.
        """
        [outcome] = await self.sell([Purchase(lines, actor)], session)
        if isinstance(outcome, Problem):
            raise outcome
        return outcome

    async def sell(self, purchases: Sequence[Purchase], session: Session) -> list[list[Taken] | Problem]:
        """Take several purchases from stock, one after the other, each wholly or not at all.

        Returns:
            For each purchase what was taken, or the problem that `take` would raise.
        """
        outcomes = [await self._take(purchase, session) for purchase in purchases]
        rows = [
            row
            for purchase, outcome in zip(purchases, outcomes, strict=True)
            if not isinstance(outcome, Problem)
            for row in _log_rows("purchase", outcome, -1, purchase.actor)
        ]
        if rows:
            await self._logs.insert_many(rows, session=session)
        return outcomes

    async def _take(self, purchase: Purchase, session: Session) -> list[Taken] | Problem:
        taken: list[Taken] = []
        for line in purchase.lines:
            conditions: Document = {"status": "active", "stock": {"$gte": line.quantity}}
            if line.seen_price_cents is not None:
                conditions["price_cents"] = line.seen_price_cents
            product = await self._move(line.product_id, -line.quantity, conditions, session)
            if product is None:
                problem = await self._why_not(line, session)
                await self._undo(taken, session)
                return problem
            taken.append(_taken(product, line.quantity))
        return taken

    async def _undo(self, taken: list[Taken], session: Session) -> None:
        """Unmake moves of this transaction that were not logged yet; nobody else has seen them."""
        for item in taken:
            await self._products.update_one(
                {"_id": ObjectId(item.product_id)}, {"$inc": {"stock": item.quantity, "stock_seq": -1}}, session=session
            )

    async def put_back(self, lines: list[Line], actor: Actor, session: Session) -> list[Taken]:
        """Return the units of a cancelled order, also to products that are off sale by now."""
        taken = []
        for line in lines:
            product = await self._move(line.product_id, line.quantity, {}, session)
            if product is not None:
                taken.append(_taken(product, line.quantity))
        if taken:
            await self._logs.insert_many(_log_rows("cancellation", taken, 1, actor), session=session)
        return taken

    async def change(
        self,
        product_id: str,
        delta: int,
        change_type: ChangeType,
        owner: Document,
        actor: Actor,
        session: Session,
    ) -> Taken:
        """Restock or adjust one product by `delta` units (not 0).

        Args:
            product_id: the product.
            delta: units to add; negative to remove.
            change_type: what the log calls it.
            owner: a filter that the product must meet, such as its seller's id.
            actor: the seller or admin.
            session: the transaction.

        Raises:
            NotFound: no such product, or not the owner's.
            InsufficientStock: the stock would fall below zero.
            Conflict: the stock would rise above `MAX_STOCK`.
        """
        within = {"$gte": -delta} if delta < 0 else {"$lte": MAX_STOCK - delta}
        sold_at_all = {"status": {"$ne": "deleted"}}
        product = await self._move(product_id, delta, {**sold_at_all, **owner, "stock": within}, session)
        if product is None:
            known = await self._products.find_one(
                {"_id": ObjectId(product_id), **sold_at_all, **owner}, {"stock": 1}, session=session
            )
            if known is None:
                raise NotFound("There is no such product.", product_id=product_id)
            if delta > 0:
                raise Conflict(f"A product can hold at most {MAX_STOCK} units.", available_stock=known["stock"])
            raise _short(product_id, known["stock"])
        taken = _taken(product, abs(delta))
        sign: Literal[1, -1] = 1 if delta > 0 else -1
        await self._logs.insert_many(_log_rows(change_type, [taken], sign, actor), session=session)
        return taken

    async def _move(self, product_id: str, delta: int, conditions: Document, session: Session) -> Document | None:
        return await self._products.find_one_and_update(
            {"_id": ObjectId(product_id), **conditions},
            {"$inc": {"stock": delta, "stock_seq": 1}},
            projection=_SEEN,
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    async def _why_not(self, line: Line, session: Session) -> NotFound | Conflict:
        """What kept a line from being taken."""
        product = await self._products.find_one(
            {"_id": ObjectId(line.product_id)},
            {"status": 1, "stock": 1, "price_cents": 1, "name": 1},
            session=session,
        )
        if product is None:
            return NotFound("There is no such product.", product_id=line.product_id)
        if product["status"] != "active":
            return ProductUnavailable(f"{product['name']} is no longer on sale.", product_id=line.product_id)
        if line.seen_price_cents not in (None, product["price_cents"]):
            price = to_number(product["price_cents"])
            return PriceChanged(f"{product['name']} now costs {price:.2f}.", product_id=line.product_id, price=price)
        return _short(line.product_id, product["stock"], product["name"])


def _log_rows(change_type: ChangeType, moved: list[Taken], sign: Literal[1, -1], actor: Actor) -> list[Document]:
    return [
        {
            "product_id": ObjectId(item.product_id),
            "seller_id": ObjectId(item.seller_id),
            "name": item.name,
            "seq": item.seq,
            "change_type": change_type,
            "delta": sign * item.quantity,
            "old_stock": item.stock - sign * item.quantity,
            "new_stock": item.stock,
            "reason": actor.reason,
            "order_id": ObjectId(actor.order_id) if actor.order_id else None,
            "actor_id": ObjectId(actor.user_id),
            "timestamp": item.at,
        }
        for item in moved
    ]


def _short(product_id: str, stock: int, name: str = "this product") -> InsufficientStock:
    left = "None" if stock == 0 else f"Only {stock}"
    return InsufficientStock(f"{left} of {name} left.", product_id=product_id, available_stock=stock)


def _taken(product: Document, quantity: int) -> Taken:
    images = product.get("images") or [None]
    return Taken(
        product_id=str(product["_id"]),
        seller_id=str(product["seller_id"]),
        seller_name=product["seller_name"],
        name=product["name"],
        image=images[0],
        category=product["category"],
        price_cents=product["price_cents"],
        quantity=quantity,
        stock=product["stock"],
        seq=product["stock_seq"],
        at=product["at"],
    )
