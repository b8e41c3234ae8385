"""Notifications in the database. Other services insert them; the gateway sets `read_at`."""

from collections.abc import Sequence

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo, Session
from souk_common.notifications import NOTIFICATIONS
from souk_gateway.notifications.schemas import NotificationOut
from souk_gateway.presence.repository import PreferenceRows

_AT_ONCE = 2_000
_NEWEST_FIRST = [("created_at", -1), ("_id", -1)]


class NotificationRepository:
    """The notifications of one user at a time."""

    def __init__(self, mongo: Mongo) -> None:
        self._mongo = mongo
        self._preferences = PreferenceRows(mongo)
        self._read = mongo.read_db[NOTIFICATIONS]
        self._write = mongo.db[NOTIFICATIONS]

    async def newest(self, user_id: str, unread: bool, skip: int, limit: int) -> tuple[list[NotificationOut], int]:
        """One page, newest first, and how many there are in all; those of muted kinds are left out."""
        chosen: Document = {"user_id": ObjectId(user_id)}
        if unread:
            chosen["read_at"] = None
        if muted := (await self._preferences.read(user_id)).muted:
            chosen["kind"] = {"$nin": sorted(muted)}
        rows = self._read.find(chosen, sort=_NEWEST_FIRST, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS)
        notifications = [_out(row) async for row in rows]
        total = await self._read.count_documents(chosen, maxTimeMS=READ_MAX_TIME_MS)
        return notifications, total

    async def mark_read(self, user_id: str, ids: Sequence[str]) -> int:
        """Mark some of the user's own notifications as read; answers how many were unread."""
        return await self._mark(user_id, _among(ids) | {"read_at": None}, "$$NOW")

    async def mark_all_read(self, user_id: str) -> int:
        """Mark all of the user's notifications as read, `_AT_ONCE` in a transaction; answers how many were unread."""
        unread: Document = {"user_id": ObjectId(user_id), "read_at": None}
        marked = 0
        while True:
            rows = await self._write.find(
                unread, {"_id": 1}, sort=_NEWEST_FIRST, limit=_AT_ONCE, max_time_ms=READ_MAX_TIME_MS
            ).to_list(_AT_ONCE)
            if rows:
                marked += await self.mark_read(user_id, [str(row["_id"]) for row in rows])
            if len(rows) < _AT_ONCE:
                return marked

    async def mark_unread(self, user_id: str, ids: Sequence[str]) -> int:
        """Mark some of the user's own notifications as unread again; answers how many were read."""
        return await self._mark(user_id, _among(ids) | {"read_at": {"$ne": None}}, None)

    async def mark_message_read(self, user_id: str, sender_id: str, session: Session) -> None:
        """The user has read what `sender_id` wrote: so is the notification of it, in the caller's transaction."""
        of_sender = {"read_at": None, "kind": "new_message", "data.user_id": sender_id}
        await self._set(user_id, of_sender, "$$NOW", session)

    async def _mark(self, user_id: str, chosen: Document, read_at: str | None) -> int:
        return await self._mongo.transaction(lambda session: self._set(user_id, chosen, read_at, session))

    async def _set(self, user_id: str, chosen: Document, read_at: str | None, session: Session) -> int:
        result = await self._write.update_many(
            {"user_id": ObjectId(user_id), **chosen}, [{"$set": {"read_at": read_at}}], session=session
        )
        if result.modified_count:
            await self._preferences.note_notifications(user_id, session)
        return result.modified_count


def _among(ids: Sequence[str]) -> Document:
    return {"_id": {"$in": [ObjectId(item) for item in ids]}}


def _out(row: Document) -> NotificationOut:
    return NotificationOut(
        id=row["_id"],
        kind=row["kind"],
        data=row["data"],
        created_at=row["created_at"],
        read_at=row.get("read_at"),
    )
