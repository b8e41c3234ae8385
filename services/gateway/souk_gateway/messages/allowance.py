"""How much one person may write in a while: counted in the transaction that stores what they write."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from bson import ObjectId
from pymongo import UpdateOne

from souk_common.mongo import READ_MAX_TIME_MS, Mongo, Session
from souk_common.problems import TooManyRequests

ALLOWANCES = "message_allowances"
MESSAGES = 20
WINDOW = timedelta(seconds=10)
_Sent = tuple[datetime, ...]


class Allowances:
    """When some people wrote their latest messages, as a transaction read it."""

    def __init__(self, sent: Mapping[str, _Sent], now: datetime) -> None:
        self._sent = dict(sent)
        self._now = now
        self._changed: set[str] = set()

    @property
    def changed(self) -> list[tuple[str, _Sent]]:
        """What is to be written."""
        return [(user_id, self._sent[user_id]) for user_id in sorted(self._changed)]

    def spend(self, user_id: str) -> TooManyRequests | None:
        """Count a message; answers why it must not be written, if so."""
        recent = tuple(at for at in self._sent.get(user_id, ()) if at > self._now - WINDOW)
        if len(recent) >= MESSAGES:
            wait_s = (recent[-MESSAGES] + WINDOW - self._now).total_seconds()
            return TooManyRequests("You are writing very fast. Please wait a moment.", round(wait_s + 0.5))
        self._sent[user_id] = (*recent, self._now)
        self._changed.add(user_id)
        return None


class AllowanceRepository:
    """The collection: one row for each person who wrote in the last while. Two transactions of one person collide."""

    def __init__(self, mongo: Mongo) -> None:
        self._rows = mongo.db[ALLOWANCES]

    async def read(self, user_ids: Collection[str], session: Session) -> dict[str, _Sent]:
        """When each of some people wrote."""
        wanted = [ObjectId(user_id) for user_id in user_ids]
        rows = self._rows.find(
            {"_id": {"$in": wanted}}, limit=len(wanted), max_time_ms=READ_MAX_TIME_MS, session=session
        )
        return {str(row["_id"]): tuple(row["sent"]) async for row in rows}

    async def write(self, changed: Sequence[tuple[str, _Sent]], session: Session) -> None:
        """Write what was counted, in the transaction that read it."""
        await self._rows.bulk_write(
            [
                UpdateOne(
                    {"_id": ObjectId(user_id)}, {"$set": {"sent": sent, "expires_at": sent[-1] + WINDOW}}, upsert=True
                )
                for user_id, sent in changed
            ],
            ordered=False,
            session=session,
        )
