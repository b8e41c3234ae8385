"""The bare figure for orders: the writes of one purchase in one transaction, with nothing around them."""

from datetime import UTC, datetime

from bson import ObjectId
from pymongo import ReturnDocument
from pymongo.errors import PyMongoError

from souk_common.mongo import Document, Mongo, Session

SHARED: Document = {
    "total_amount_cents": 1999,
    "status": "placed",
    "fulfilment": {"method": "pickup", "pickup_place": "Souk Market Hall", "pickup_timezone": "America/New_York"},
    "payment": {"method": "on_pickup", "status": "due"},
    "version": 1,
}


async def bare_order(mongo: Mongo, product_id: str, buyer_id: str) -> int:
    """Buy one unit; collisions are retried at once. Returns 201, to count like an answer."""
    while True:
        try:
            async with await mongo.client.start_session() as session, session.start_transaction():
                await _write(mongo, ObjectId(product_id), ObjectId(buyer_id), session)
        except PyMongoError as error:
            if not error.has_error_label("TransientTransactionError"):
                raise
        else:
            return 201


async def _write(mongo: Mongo, product_id: ObjectId, buyer_id: ObjectId, session: Session) -> None:
    order_id, now, db = ObjectId(), datetime.now(UTC), mongo.db
    product = await db.products.find_one_and_update(
        {"_id": product_id, "status": "active", "stock": {"$gte": 1}},
        {"$inc": {"stock": -1, "stock_seq": 1}},
        return_document=ReturnDocument.AFTER,
        session=session,
    )
    seller_id, name = product["seller_id"], product["name"]
    log = {
        "product_id": product_id,
        "seller_id": seller_id,
        "name": name,
        "seq": product["stock_seq"],
        "change_type": "purchase",
        "delta": -1,
        "old_stock": product["stock"] + 1,
        "new_stock": product["stock"],
        "reason": "purchase",
        "order_id": order_id,
        "actor_id": buyer_id,
        "timestamp": now,
    }
    line = {"product_id": product_id, "seller_id": seller_id, "name": name, "quantity": 1, "price_cents": 1999}
    order = {
        "_id": order_id,
        "buyer_id": buyer_id,
        "product_list": [line],
        "parts": [{"seller_id": seller_id, "seller_name": "x", "status": "placed"}],
        "history": [{"at": now, "what": "placed", "by": buyer_id}],
        "timestamp": now,
        **SHARED,
    }
    told = {"user_id": seller_id, "kind": "new_order", "event_id": f"new_order:{order_id}", "data": {"units": 1}}
    key = {"user_id": buyer_id, "key": str(order_id), "request": "0" * 64, "status": 201, "body": "x" * 800}
    await db.inventory_logs.insert_one(log, session=session)
    await db.orders.insert_one(order, session=session)
    await db.notifications.insert_one({**told, "created_at": now, "read_at": None}, session=session)
    await db.carts.update_one(
        {"buyer_id": buyer_id, "lines.product_id": product_id}, {"$inc": {"version": 1}}, session=session
    )
    await db.idempotency_keys.insert_one({**key, "expires_at": now}, session=session)
