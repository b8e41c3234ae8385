"""Which orders are to be picked up from a seller when."""

from datetime import datetime

from bson import ObjectId

from souk_common.mongo import Document
from souk_orders.orders.model import Status
from souk_orders.orders.repository import timespan

DAYS_AHEAD = 14
MAX_PICKUPS = 500
PICKUP_AT = "fulfilment.pickup_at"


def due(seller_id: str, since: datetime | None, until: datetime, *statuses: Status) -> Document:
    """The filter for orders whose part of this seller has one of the statuses and is due in the span."""
    part = {"seller_id": ObjectId(seller_id), "status": {"$in": list(statuses)}}
    return {"parts": {"$elemMatch": part}, **timespan(since, until, PICKUP_AT)}
