"""Sessions that ended before their access tokens do. Auth writes them; every replica tails them by change stream."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from souk_common.change_stream import Change, tail
from souk_common.mongo import READ_MAX_TIME_MS, Mongo

REVOCATIONS = "revocations"
_SWEEP_EVERY = 1_000
OnRevoked = Callable[[str], Awaitable[None]]
"""Called with the id of each session that ends."""


async def _nobody(_session_id: str) -> None:
    return


class Revocations:
    """The ended sessions, in memory: `{session_id: when its last access token expires}`."""

    def __init__(self, mongo: Mongo, on_revoked: OnRevoked = _nobody) -> None:
        self._mongo = mongo
        self._on_revoked = on_revoked
        self._ended: dict[str, datetime] = {}
        self.ready = asyncio.Event()

    def covers(self, session_id: str) -> bool:
        """Whether this session has ended."""
        return session_id in self._ended

    async def follow(self) -> None:
        """Run until cancelled: keep up with the collection, through elections and lost history."""
        await tail(
            self._mongo.stream_db[REVOCATIONS],
            [{"$match": {"operationType": "insert"}}],
            on_change=self._on_change,
            on_start=self._load,
        )

    async def _load(self) -> None:
        rows = self._mongo.db[REVOCATIONS].find({}, {"sid": 1, "expires_at": 1}, max_time_ms=READ_MAX_TIME_MS)
        async for row in rows:
            await self._end(row["sid"], row["expires_at"])
        self.ready.set()

    async def _on_change(self, change: Change) -> None:
        row = change["fullDocument"]
        await self._end(row["sid"], row["expires_at"])

    async def _end(self, session_id: str, expires_at: datetime) -> None:
        if session_id in self._ended:
            return
        self._ended[session_id] = expires_at
        if len(self._ended) % _SWEEP_EVERY == 0:
            now = datetime.now(expires_at.tzinfo)
            self._ended = {sid: until for sid, until in self._ended.items() if until > now}
        await self._on_revoked(session_id)
