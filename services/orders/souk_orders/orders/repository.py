"""Orders in the database."""

from datetime import datetime

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Database, Document, Mongo, Session
from souk_common.sales import note_change
from souk_orders.orders.model import Event, Order, OrderLine, Part, Pickup, Status

ORDERS = "orders"
Keys = list[tuple[str, int]]
NEWEST_FIRST: Keys = [("timestamp", -1), ("_id", -1)]


class OrderRepository:
    """Reads and guarded writes of orders."""

    def __init__(self, mongo: Mongo) -> None:
        self._db: Database = mongo.db

    async def add(self, orders: list[Order], session: Session) -> None:
        """Insert new orders."""
        await self._db[ORDERS].insert_many([_row(order) for order in orders], session=session)

    async def update(self, order: Order, seen_version: int, session: Session) -> bool:
        """Write a change of status, if nobody changed the order since; says whether it was written."""
        row = _row(order)
        changed = {key: row[key] for key in ("parts", "status", "payment", "history", "version")}
        result = await self._db[ORDERS].update_one(
            {"_id": row["_id"], "version": seen_version}, {"$set": changed}, session=session
        )
        if result.matched_count == 0:
            return False
        await note_change(self._db, order.placed_at, session)
        return True

    async def find(self, order_id: str, owner: Document, session: Session | None = None) -> Order | None:
        """One order that also meets `owner` (such as its buyer's id), or None."""
        row = await self._db[ORDERS].find_one(
            {"_id": ObjectId(order_id), **owner}, session=session, max_time_ms=READ_MAX_TIME_MS
        )
        return None if row is None else _order(row)

    async def newest(self, chosen: Document, skip: int, limit: int) -> tuple[list[Order], int]:
        """One page of the orders that meet `chosen`, newest first, and how many there are."""
        return await self.page(chosen, NEWEST_FIRST, skip, limit)

    async def page(
        self, chosen: Document, sort: Keys | None, skip: int, limit: int, hint: Keys | None = None
    ) -> tuple[list[Order], int]:
        """One page of the orders that meet `chosen` in the order of `sort`, and how many there are.

        `hint` names the index to read where the database could think that another one is better.
        """
        rows = self._db[ORDERS].find(chosen, sort=sort, skip=skip, limit=limit, hint=hint, max_time_ms=READ_MAX_TIME_MS)
        orders = [_order(row) async for row in rows]
        return orders, await self._count(chosen, hint)

    async def _count(self, chosen: Document, hint: Keys | None) -> int:
        # the collection knows how many it holds; counting them one by one would read it all
        if not chosen:
            return await self._db[ORDERS].estimated_document_count(maxTimeMS=READ_MAX_TIME_MS)
        by: Document = {"hint": hint} if hint else {}
        return await self._db[ORDERS].count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS, **by)


def timespan(since: datetime | None, until: datetime | None, field: str = "timestamp") -> Document:
    """The filter for orders whose `field` lies from `since` (included) to `until` (not included)."""
    bounds = {op: moment for op, moment in (("$gte", since), ("$lt", until)) if moment}
    return {field: bounds} if bounds else {}


def of_buyer(buyer_id: str) -> Document:
    """The filter for one buyer's orders."""
    return {"buyer_id": ObjectId(buyer_id)}


def of_seller(seller_id: str, status: Status | None = None) -> Document:
    """The filter for orders with a part of this seller, in this status if one is given."""
    part: Document = {"seller_id": ObjectId(seller_id)}
    return {"parts": {"$elemMatch": {**part, "status": status}}} if status else {"parts.seller_id": part["seller_id"]}


def _row(order: Order) -> Document:
    return {
        "_id": ObjectId(order.id),
        "number": order.number,
        "buyer_id": ObjectId(order.buyer_id),
        "product_list": [
            {
                "product_id": ObjectId(line.product_id),
                "seller_id": ObjectId(line.seller_id),
                "name": line.name,
                "quantity": line.quantity,
                "price_cents": line.price_cents,
                "image": line.image,
                "category": line.category,
            }
            for line in order.lines
        ],
        "parts": [
            {"seller_id": ObjectId(part.seller_id), "seller_name": part.seller_name, "status": part.status}
            for part in order.parts
        ],
        "total_amount_cents": order.total_cents,
        "status": order.status,
        "fulfilment": {
            "method": "pickup",
            "pickup_at": order.pickup.at,
            "pickup_place": order.pickup.place,
            "pickup_timezone": order.pickup.timezone,
        },
        "payment": {"method": "on_pickup", "status": order.payment_status},
        "history": [
            {
                "at": event.at,
                "what": event.what,
                "by": ObjectId(event.by),
                "sellers": [ObjectId(seller_id) for seller_id in event.sellers],
                "reason": event.reason,
            }
            for event in order.history
        ],
        "timestamp": order.placed_at,
        "version": order.version,
    }


def _order(row: Document) -> Order:
    pickup = row["fulfilment"]
    return Order(
        id=str(row["_id"]),
        buyer_id=str(row["buyer_id"]),
        lines=tuple(
            OrderLine(
                str(line["product_id"]),
                str(line["seller_id"]),
                line["name"],
                line["quantity"],
                line["price_cents"],
                line["image"],
                line["category"],
            )
            for line in row["product_list"]
        ),
        parts=tuple(Part(str(part["seller_id"]), part["seller_name"], part["status"]) for part in row["parts"]),
        pickup=Pickup(pickup["pickup_at"], pickup["pickup_place"], pickup["pickup_timezone"]),
        placed_at=row["timestamp"],
        history=tuple(_event(event, row) for event in row["history"]),
        version=row["version"],
    )


def _event(event: Document, order: Document) -> Event:
    # rows from before the sellers were written down: a seller changed their own part, others changed all
    everybody = [part["seller_id"] for part in order["parts"]]
    sellers = event.get("sellers", [event["by"]] if event["by"] in everybody else everybody)
    return Event(event["at"], event["what"], str(event["by"]), tuple(map(str, sellers)), event.get("reason"))
