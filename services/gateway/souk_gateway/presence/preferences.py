"""What the users connected here have chosen, in memory: read when they come, and again when it changes."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from pymongo.errors import PyMongoError

from souk_common.change_stream import Change
from souk_gateway.live.follow_changes import Part
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.presence.repository import BATCH, PREFERENCES, Preference, PreferenceRows

log = structlog.get_logger("presence")

GATHER_S = 0.02
_AGAIN_S = 0.5
_DEFAULT = Preference()
_KEPT = ("appear_offline", "muted")
OnChange = Callable[[str, frozenset[str]], Awaitable[None]]
"""Called with the id of a user who is connected here and the names of the fields of their row that changed."""


class Preferences:
    """The memory. Those who come within `GATHER_S` are read in one query, and nobody waits for it."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._signed_in = signed_in
        self._known: dict[str, Preference] = {}
        self._wanted: set[str] = set()
        self._any = asyncio.Event()
        self._on_change: list[OnChange] = []
        self._on_read: list[Callable[[str], None]] = []

    def of(self, user_id: str) -> Preference:
        """A user's; the defaults of one who is not connected here, or came a moment ago."""
        return self._known.get(user_id, _DEFAULT)

    def get(self, user_id: str) -> Preference | None:
        """A user's; None when they were not read."""
        return self._known.get(user_id)

    async def surely_of(self, user_id: str, rows: PreferenceRows) -> Preference:
        """A user's, from `rows` when they are not in memory.

        Raises:
            PyMongoError: the database cannot be reached.
        """
        known = self._known.get(user_id)
        return await rows.read(user_id) if known is None else known

    def on_change(self, tell: OnChange) -> None:
        """Let `tell` hear of the changes of users connected here, in their order, from the change stream."""
        self._on_change.append(tell)

    def on_read(self, tell: Callable[[str], None]) -> None:
        """Let `tell` hear of each user who was read, for the first time or again."""
        self._on_read.append(tell)

    def came_or_went(self, user_id: str) -> None:
        """The user has more or fewer connections here than a moment ago."""
        if not self._signed_in.count(user_id):
            self._known.pop(user_id, None)
            self._wanted.discard(user_id)
        elif user_id not in self._known:
            self._want(user_id)

    def part(self) -> Part:
        """What it wants of the change stream."""
        which = {"operationType": {"$in": ["insert", "update", "replace"]}}
        return Part(PREFERENCES, which, (*_KEPT, "notifications_at"), self._tell, self._begin)

    async def read_forever(self, rows: PreferenceRows) -> None:
        """Read whoever is wanted, until cancelled."""
        while True:
            await self._any.wait()
            await asyncio.sleep(GATHER_S)
            self._any.clear()
            wanted, self._wanted = list(self._wanted), set()
            for start in range(0, len(wanted), BATCH):
                await self._read(rows, wanted[start : start + BATCH])

    async def _read(self, rows: PreferenceRows, user_ids: list[str]) -> None:
        try:
            found = await rows.read_many(user_ids)
        except PyMongoError as error:
            log.warning("preferences not read", error=type(error).__name__, again_in_s=_AGAIN_S)
            await asyncio.sleep(_AGAIN_S)
            for user_id in user_ids:
                self._want(user_id)
            return
        for user_id in user_ids:
            if not self._signed_in.count(user_id):
                continue
            self._known[user_id] = found.get(user_id, _DEFAULT)
            for tell in self._on_read:
                tell(user_id)

    def _want(self, user_id: str) -> None:
        if self._signed_in.count(user_id):
            self._wanted.add(user_id)
            self._any.set()

    async def _tell(self, change: Change) -> None:
        user_id = str(change["documentKey"]["_id"])
        if not self._signed_in.count(user_id):
            return
        changed = frozenset(change.get("fullDocument") or change["updateDescription"]["updatedFields"])
        # Read again, and not taken from the change: a read that is under way may be older than it.
        if not changed.isdisjoint(_KEPT):
            self._want(user_id)
        for tell in self._on_change:
            await tell(user_id, changed)

    async def _begin(self) -> None:
        for user_id in self._signed_in.user_ids():
            self._want(user_id)
