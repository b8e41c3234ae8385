"""What sellers and admins read of orders, and of the people who placed them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Database, Document, Mongo
from souk_common.problems import Invalid
from souk_common.sales import ShopDay
from souk_orders.orders.model import Order
from souk_orders.orders.repository import NEWEST_FIRST, ORDERS, Keys, OrderRepository
from souk_orders.shopkeeping.pickups import MAX_PICKUPS, PICKUP_AT, due
from souk_orders.shopkeeping.schemas import BuyerOut, PickupDayOut, PurchaseOut
from souk_orders.shopkeeping.search import Sought

USERS = "users"
LOOKED_BACK = timedelta(days=366)
MAX_PEOPLE = 200
# the collation of the indexes on names and emails, see mongo-init's schema
_IGNORING_CASE = {"locale": "en", "strength": 1}
_LAST_CHARACTER = "\uffff"
_SOLD = ["placed", "completed"]
_KNOWN = {"status": {"$ne": "deleted"}}
_OF_SELLER: Keys = [("parts.seller_id", 1), *NEWEST_FIRST]
_SOONEST_FIRST: Keys = [(PICKUP_AT, 1), ("_id", 1)]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter for orders, and the one that their lines must meet when each stands alone (unwound).

    `sort` is None where there is at most one order. `hint` is the index that serves the words of a seller's search.
    """

    orders: Document
    lines: Document = field(default_factory=dict)
    sort: Keys | None = field(default_factory=lambda: NEWEST_FIRST)
    hint: Keys | None = None


class SalesRepository:
    """Reads only. A seller's id of None means the whole market."""

    def __init__(self, mongo: Mongo) -> None:
        self._db: Database = mongo.db
        self._orders = OrderRepository(mongo)

    async def buyers(self, orders: Iterable[Order]) -> dict[str, BuyerOut]:
        """Who placed the orders, by id; an account that is deleted is not there."""
        ids = {ObjectId(order.buyer_id) for order in orders}
        rows = self._db[USERS].find(
            {"_id": {"$in": list(ids)}, **_KNOWN}, {"name": 1, "email": 1}, max_time_ms=READ_MAX_TIME_MS
        )
        return {str(row["_id"]): BuyerOut(id=row["_id"], name=row["name"], email=row["email"]) async for row in rows}

    async def narrow(self, chosen: Document, sought: Sought | None, seller_id: str | None, now: datetime) -> Narrowed:
        """Of the orders that meet `chosen` those that are sought.

        Words are looked for among the seller's own orders of a year at most, and in the whole market only at the
        beginning of the buyer's name and email, so that an index finds them.

        Raises:
            Invalid: more than `MAX_PEOPLE` in the market are called so.
        """
        if sought is None:
            return Narrowed(chosen)
        if sought.kind != "words":
            return Narrowed(chosen | sought.order, sort=None if sought.kind == "id" else NEWEST_FIRST)
        if seller_id is None:
            called_so = {"buyer_id": {"$in": await self._called(sought.text)}}
            found_any = called_so["buyer_id"]["$in"]
            return Narrowed({"$and": [chosen, called_so]}, sort=NEWEST_FIRST if found_any else None)
        within = chosen | _a_year_at_most(chosen, now)
        called_so = {"buyer_id": {"$in": await self._own_buyers(within, sought.somewhere)}}
        line = {"seller_id": ObjectId(seller_id), "name": sought.somewhere}
        return Narrowed(
            within | {"$or": [called_so, {"product_list": {"$elemMatch": line}}]},
            {"$or": [called_so, {"product_list.name": sought.somewhere}]},
            hint=_OF_SELLER,
        )

    async def _called(self, beginning: str) -> list[ObjectId]:
        """Whose name or email begins so."""
        begins = {"$gte": beginning, "$lt": beginning + _LAST_CHARACTER}
        rows = self._db[USERS].find(
            {"$or": [{"name": begins}, {"email": begins}], **_KNOWN},
            {"_id": 1},
            limit=MAX_PEOPLE + 1,
            collation=_IGNORING_CASE,
            max_time_ms=READ_MAX_TIME_MS,
        )
        ids = [row["_id"] async for row in rows]
        if len(ids) > MAX_PEOPLE:
            raise Invalid({"search": f"More than {MAX_PEOPLE} people are called so. Please type more of the name."})
        return ids

    async def _own_buyers(self, orders: Document, called: Document) -> list[ObjectId]:
        """Who placed one of the orders and is called so."""
        buyer_ids = await self._db[ORDERS].distinct("buyer_id", orders, maxTimeMS=READ_MAX_TIME_MS)
        rows = self._db[USERS].find(
            {"_id": {"$in": buyer_ids}, "$or": [{"name": called}, {"email": called}], **_KNOWN},
            {"_id": 1},
            max_time_ms=READ_MAX_TIME_MS,
        )
        return [row["_id"] async for row in rows]

    async def due_on(self, seller_id: str, day: ShopDay) -> tuple[list[Order], int]:
        """The orders to pick up from the seller on a day, first by time and `MAX_PICKUPS` at most; and how many."""
        chosen = due(seller_id, day.start, day.end, "placed", "completed")
        return await self._orders.page(chosen, _SOONEST_FIRST, 0, MAX_PICKUPS)

    async def due_by_day(self, seller_id: str, days: Sequence[ShopDay]) -> list[PickupDayOut]:
        """For each of some days in a row how many pickups the seller has."""
        bounds = [days[0].start, *(day.end for day in days)]
        own = {"$filter": {"input": "$parts", "cond": {"$eq": ["$$this.seller_id", ObjectId(seller_id)]}}}
        own_status = {"$map": {"input": own, "in": "$$this.status"}}
        stages: list[Document] = [
            {"$match": due(seller_id, bounds[0], bounds[-1], "placed", "completed")},
            {
                "$bucket": {
                    "groupBy": f"${PICKUP_AT}",
                    "boundaries": bounds,
                    "output": {status: {"$sum": {"$cond": [{"$in": [status, own_status]}, 1, 0]}} for status in _SOLD},
                }
            },
        ]
        rows = self._db[ORDERS].aggregate(stages, maxTimeMS=READ_MAX_TIME_MS)
        counts = {row["_id"]: row async for row in rows}
        none = {"placed": 0, "completed": 0}
        found = ((day, counts.get(day.start, none)) for day in days)
        return [PickupDayOut(day=day.date, placed=row["placed"], completed=row["completed"]) for day, row in found]

    async def overdue(self, seller_id: str, today: ShopDay) -> tuple[list[Order], int]:
        """The orders that were to be picked up from the seller before today and still wait, as for `due_on`."""
        chosen = due(seller_id, None, today.start, "placed")
        return await self._orders.page(chosen, _SOONEST_FIRST, 0, MAX_PICKUPS)

    async def count_overdue(self, seller_id: str, today: ShopDay) -> int:
        """How many these are."""
        chosen = due(seller_id, None, today.start, "placed")
        return await self._db[ORDERS].count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS)

    async def purchases(
        self, seller_id: str | None, product_id: str | None, narrowed: Narrowed, skip: int, limit: int
    ) -> tuple[list[PurchaseOut], int]:
        """Who bought the seller's products, newest first, and how many lines there are.

        Lines of cancelled parts do not count as bought.
        """
        line: Document = {"part.status": {"$in": _SOLD}}
        line |= {"product_list.seller_id": ObjectId(seller_id)} if seller_id else {}
        of_product: Document = {"product_list.product_id": ObjectId(product_id)} if product_id else {}
        orders: list[Document] = [
            {"$match": {"$and": [narrowed.orders, of_product]} if of_product else narrowed.orders}
        ]
        lines: list[Document] = [
            *([{"$sort": dict(narrowed.sort)}] if narrowed.sort else []),
            {"$unwind": "$product_list"},
            {"$set": {"part": {"$first": {"$filter": {"input": "$parts", "cond": _SAME_SELLER}}}}},
            {"$match": line | of_product | narrowed.lines},
        ]
        counted = [*lines, {"$count": "total"}] if narrowed.lines else [_count_lines(seller_id, product_id)]
        by: Document = {"hint": dict(narrowed.hint)} if narrowed.hint else {}
        page = [*orders, *lines, {"$skip": skip}, {"$limit": limit}, _BUYER]
        rows = self._db[ORDERS].aggregate(page, maxTimeMS=READ_MAX_TIME_MS, **by)
        purchases = [_purchase(row) async for row in rows]
        totals = self._db[ORDERS].aggregate([*orders, *counted], maxTimeMS=READ_MAX_TIME_MS, **by)
        total = sum([row["total"] async for row in totals])
        return purchases, total


_IS_SOLD = {"$in": ["$$this.status", _SOLD]}
_SAME_SELLER = {"$eq": ["$$this.seller_id", "$product_list.seller_id"]}
_BUYER = {
    "$lookup": {
        "from": USERS,
        "localField": "buyer_id",
        "foreignField": "_id",
        "pipeline": [{"$match": _KNOWN}, {"$project": {"name": 1, "email": 1}}],
        "as": "buyer",
    }
}


def _count_lines(seller_id: str | None, product_id: str | None) -> Document:
    """Counts the lines sold of orders that `sold_by` lets through, in half the time that unwinding them takes."""
    sellers = {"$map": {"input": {"$filter": {"input": "$parts", "cond": _IS_SOLD}}, "in": "$$this.seller_id"}}
    own = {"$eq": ["$$this.seller_id", ObjectId(seller_id)]} if seller_id else {"$in": ["$$this.seller_id", sellers]}
    wanted = {"$and": [own, {"$eq": ["$$this.product_id", ObjectId(product_id)]}]} if product_id else own
    return {
        "$group": {"_id": None, "total": {"$sum": {"$size": {"$filter": {"input": "$product_list", "cond": wanted}}}}}
    }


def sold_by(seller_id: str | None) -> Document:
    """The filter for orders in which the seller (None: anybody) sold something that was not cancelled."""
    if seller_id is None:
        return {"status": {"$in": _SOLD}}
    return {"parts": {"$elemMatch": {"seller_id": ObjectId(seller_id), "status": {"$in": _SOLD}}}}


def _a_year_at_most(chosen: Document, now: datetime) -> Document:
    bounds: Document = chosen.get("timestamp", {})
    return {"timestamp": {"$gte": bounds.get("$lt", now) - LOOKED_BACK} | bounds}


def _purchase(row: Document) -> PurchaseOut:
    buyer = row["buyer"][0] if row["buyer"] else {}
    line = row["product_list"]
    return PurchaseOut(
        order_id=row["_id"],
        product_id=line["product_id"],
        product_name=line["name"],
        quantity=line["quantity"],
        buyer_id=row["buyer_id"],
        name=buyer.get("name"),
        email=buyer.get("email"),
        date=row["timestamp"],
        timezone=row["fulfilment"]["pickup_timezone"],
    )
