"""What a message is about: a product, or an order that its sender has to do with."""

from bson import ObjectId

from souk_common.identity import Identity
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo
from souk_common.problems import Invalid
from souk_gateway.messages.model import About
from souk_gateway.messages.schemas import AboutIn

_MAX_NAME = 300


async def look_up(mongo: Mongo, sender: Identity, about: AboutIn) -> About:
    """The product with its name, or the order with its first item's (a seller's: the first of theirs).

    Raises:
        Invalid: there is no such product that the sender may see, or no such order of theirs.
    """
    find = _product_name if about.kind == "product" else _order_name
    name = await find(mongo, sender, ObjectId(about.id))
    if name is None:
        raise Invalid({"about.id": f"there is no such {about.kind}"})
    return About(about.kind, about.id, name[:_MAX_NAME])


async def _product_name(mongo: Mongo, sender: Identity, product_id: ObjectId) -> str | None:
    chosen: Document = {"_id": product_id, "status": {"$ne": "deleted"}}
    if sender.role != "admin":
        chosen["$or"] = [{"status": "active"}, {"seller_id": ObjectId(sender.user_id)}]
    row = await mongo.read_db["products"].find_one(chosen, {"name": 1}, max_time_ms=READ_MAX_TIME_MS)
    return None if row is None else str(row["name"])


async def _order_name(mongo: Mongo, sender: Identity, order_id: ObjectId) -> str | None:
    user_id = ObjectId(sender.user_id)
    chosen: Document = {"_id": order_id}
    if sender.role != "admin":
        chosen["$or"] = [{"buyer_id": user_id}, {"parts.seller_id": user_id}]
    row = await mongo.read_db["orders"].find_one(
        chosen, {"product_list.name": 1, "product_list.seller_id": 1}, max_time_ms=READ_MAX_TIME_MS
    )
    if row is None:
        return None
    lines = row["product_list"]
    name: str = next((line for line in lines if line["seller_id"] == user_id), lines[0])["name"]
    return name
