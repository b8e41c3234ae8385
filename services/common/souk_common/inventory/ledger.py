"""Stock moves: one conditional update of the product and one row of the log, in the caller's transaction."""

from collections.abc import Mapping, Sequence

from bson import ObjectId
from pymongo import ReturnDocument, UpdateOne

from souk_common.inventory.lines import Line
from souk_common.inventory.low_stock import alerts
from souk_common.inventory.moves import SEEN, Actor, ChangeType, Move, Purchase, Taken
from souk_common.inventory.off_sale import OFF_SALE_SEEN, why_off_sale
from souk_common.money import to_number
from souk_common.mongo import Collection, Database, Document, Session
from souk_common.notifications import notify
from souk_common.problems import Conflict, InsufficientStock, NotFound, PriceChanged, Problem, ProductUnavailable

PRODUCTS = "products"
INVENTORY_LOGS = "inventory_logs"
MAX_STOCK = 10_000_000
# a bulk write of these many stays far below the socket's timeout
_BULK = 500
_KEPT: Document = {"status": {"$ne": "deleted"}}


class Inventory:
    """The stock of all products. Every method runs inside the caller's transaction.

    A move that takes a product's stock down to its threshold alerts the seller, in the same transaction.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
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
        opened = [Taken.of({**row, "at": row["created_at"]}, row["stock"]) for row in rows if row["stock"]]
        await self._record([Move(item, item.quantity, "restock", actor) for item in opened], session)

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
        moves = [
            Move(item, -item.quantity, "purchase", purchase.actor)
            for purchase, outcome in zip(purchases, outcomes, strict=True)
            if not isinstance(outcome, Problem)
            for item in outcome
        ]
        await self._record(moves, session)
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
            taken.append(Taken.of(product, line.quantity))
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
                taken.append(Taken.of(product, line.quantity))
        await self._record([Move(item, item.quantity, "cancellation", actor) for item in taken], session)
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
        product = await self._move(product_id, delta, {**_KEPT, **owner, "stock": within}, session)
        if product is None:
            known = await self._products.find_one(
                {"_id": ObjectId(product_id), **_KEPT, **owner}, {"stock": 1}, session=session
            )
            if known is None:
                raise NotFound("There is no such product.", product_id=product_id)
            if delta > 0:
                raise Conflict(f"A product can hold at most {MAX_STOCK} units.", available_stock=known["stock"])
            raise _short(product_id, known["stock"])
        taken = Taken.of(product, abs(delta))
        await self._record([Move(taken, delta, change_type, actor)], session)
        return taken

    async def set_many(
        self,
        stocks: Mapping[str, int],
        owner: Document,
        actor: Actor,
        session: Session,
        *,
        along: Mapping[str, Document] | None = None,
    ) -> None:
        """Adjust many products to the stock that was counted; those that have it already are left alone.

        Args:
            stocks: the stock, 0 to `MAX_STOCK`, by product.
            owner: a filter that each product must meet, such as its seller's id.
            actor: the seller or admin.
            session: the transaction.
            along: what else changes in a product whose stock does, as an update by product: one write is quicker.

        Raises:
            NotFound: one of them is no product, or not the owner's.
        """
        product_ids = sorted(stocks)
        moves: list[Move] = []
        for start in range(0, len(product_ids), _BULK):
            some = {each: stocks[each] for each in product_ids[start : start + _BULK]}
            moves += await self._set_some(some, owner, actor, session, along or {})
        await self._record(moves, session)

    async def _set_some(
        self,
        stocks: Mapping[str, int],
        owner: Document,
        actor: Actor,
        session: Session,
        along: Mapping[str, Document],
    ) -> list[Move]:
        found: Document = {"_id": {"$in": [ObjectId(each) for each in stocks]}, **_KEPT, **owner}
        rows = await self._products.find(found, SEEN, limit=len(stocks), session=session).to_list(len(stocks))
        if len(rows) < len(stocks):
            raise NotFound("There is no such product.")
        updates: list[UpdateOne] = []
        moves: list[Move] = []
        for row in rows:
            product_id, seq = str(row["_id"]), row["stock_seq"]
            delta = stocks[product_id] - row["stock"]
            if not delta:
                continue
            update = {"$inc": {"stock": delta, "stock_seq": 1}, **along.get(product_id, {})}
            updates.append(UpdateOne({"_id": row["_id"], "stock_seq": seq}, update))
            after = {**row, "stock": stocks[product_id], "stock_seq": seq + 1}
            moves.append(Move(Taken.of(after, abs(delta)), delta, "adjustment", actor))
        if updates:
            done = await self._products.bulk_write(updates, ordered=False, session=session)
            if done.matched_count < len(updates):
                raise Conflict("The stock has changed meanwhile. Please look at it again.")
        return moves

    async def _record(self, moves: Sequence[Move], session: Session) -> None:
        """Log the moves, and tell the sellers of products that run low by them."""
        if moves:
            await self._logs.insert_many([move.log_row() for move in moves], session=session)
            await notify(self._db, alerts(moves), session)

    async def _move(self, product_id: str, delta: int, conditions: Document, session: Session) -> Document | None:
        return await self._products.find_one_and_update(
            {"_id": ObjectId(product_id), **conditions},
            {"$inc": {"stock": delta, "stock_seq": 1}},
            projection=SEEN,
            return_document=ReturnDocument.AFTER,
            session=session,
        )

    async def _why_not(self, line: Line, session: Session) -> NotFound | Conflict:
        """What kept a line from being taken."""
        product = await self._products.find_one(
            {"_id": ObjectId(line.product_id)},
            {**OFF_SALE_SEEN, "stock": 1, "price_cents": 1, "name": 1},
            session=session,
        )
        if product is None:
            return NotFound("There is no such product.", product_id=line.product_id)
        if reason := why_off_sale(product):
            return ProductUnavailable(f"{product['name']}: {reason}", product_id=line.product_id, reason=reason)
        if line.seen_price_cents not in (None, product["price_cents"]):
            price = to_number(product["price_cents"])
            return PriceChanged(f"{product['name']} now costs {price:.2f}.", product_id=line.product_id, price=price)
        return _short(line.product_id, product["stock"], product["name"])


def _short(product_id: str, stock: int, name: str = "this product") -> InsufficientStock:
    left = "None" if stock == 0 else f"Only {stock}"
    return InsufficientStock(f"{left} of {name} left.", product_id=product_id, available_stock=stock)
