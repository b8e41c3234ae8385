"""Notifications in the database. Other services insert them; the gateway only sets `read_at`."""

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo
from souk_common.notifications import NOTIFICATIONS
from souk_gateway.notifications.schemas import NotificationOut

_NEWEST_FIRST = [("created_at", -1), ("_id", -1)]


class NotificationRepository:
    """The notifications of one user at a time."""

    def __init__(self, mongo: Mongo) -> None:
        self._read = mongo.read_db[NOTIFICATIONS]
        self._write = mongo.db[NOTIFICATIONS]

    async def newest(self, user_id: str, unread: bool, skip: int, limit: int) -> tuple[list[NotificationOut], int]:
        """One page, newest first, and how many there are in all."""
        chosen: Document = {"user_id": ObjectId(user_id)}
        if unread:
            chosen["read_at"] = None
        rows = self._read.find(chosen, sort=_NEWEST_FIRST, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS)
        notifications = [_out(row) async for row in rows]
        total = await self._read.count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS)
        return notifications, total

    async def mark_read(self, user_id: str, ids: list[str] | None) -> int:
        """Mark the user's own unread notifications as read, all of them when `ids` is None; answers how many."""
        chosen: Document = {"user_id": ObjectId(user_id), "read_at": None}
        if ids is not None:
            chosen["_id"] = {"$in": [ObjectId(item) for item in ids]}
        result = await self._write.update_many(chosen, [{"$set": {"read_at": "$$NOW"}}])
        return result.modified_count


def _out(row: Document) -> NotificationOut:
    return NotificationOut(
        id=row["_id"],
        kind=row["kind"],
        data=row["data"],
        created_at=row["created_at"],
        read_at=row.get("read_at"),
    )
