"""Writing notifications. The gateway sees the rows in its change stream and tells the user's sockets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bson import ObjectId

from souk_common.mongo import Database, Session

NOTIFICATIONS = "notifications"
Kind = Literal[
    "new_order", "order_status", "low_stock_alert", "product_disabled", "product_enabled", "new_message", "report"
]
Datum = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Notification:
    """One thing to tell one user. `event_id` names the event, which happened `at`: it is told a user once."""

    user_id: str
    kind: Kind
    event_id: str
    data: dict[str, Datum]
    at: datetime


async def notify(db: Database, notifications: Sequence[Notification], session: Session) -> None:
    """Write the notifications in the caller's transaction."""
    if not notifications:
        return
    rows = [
        {
            "user_id": ObjectId(item.user_id),
            "kind": item.kind,
            "event_id": item.event_id,
            "data": item.data,
            "created_at": item.at,
            "read_at": None,
        }
        for item in notifications
    ]
    await db[NOTIFICATIONS].insert_many(rows, session=session)
