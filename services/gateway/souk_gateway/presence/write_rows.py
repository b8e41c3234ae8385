"""This replica's own rows of `presence`, written for many users at once."""

import asyncio
from itertools import islice

import structlog
from pymongo.errors import PyMongoError

from souk_gateway.live.signed_in import SignedIn
from souk_gateway.presence.metrics import WRITES
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.repository import PresenceRows
from souk_gateway.presence.who_is_online import Row, WhoIsOnline

log = structlog.get_logger("presence")

WRITE_EVERY_S = 0.2
_AT_ONCE = 50
_AGAIN_S = 0.5
_LEAVE_WITHIN_S = 2.0


class OwnRows:
    """Makes the rows say who is here. What could not be written is tried again until it is."""

    def __init__(self, online: WhoIsOnline, signed_in: SignedIn, preferences: Preferences) -> None:
        self._online = online
        self._signed_in = signed_in
        self._preferences = preferences
        self._changed: set[str] = set()
        self._writing = asyncio.Lock()
        self._is_cleared = False
        self._has_left = False

    def note(self, user_id: str) -> None:
        """The user's row may not be right any more."""
        self._changed.add(user_id)

    def note_gone(self, user_id: str) -> None:
        """The user's row has gone, by whomever; somebody who is here gets it anew."""
        if self._signed_in.count(user_id):
            self._changed.add(user_id)

    def compare(self) -> None:
        """Note whose row, of all that are in memory, is not right."""
        rows = self._online.of_gateway(self._online.gateway)
        for user_id in {*rows, *self._signed_in.user_ids()}:
            if rows.get(user_id) != self._wanted(user_id):
                self._changed.add(user_id)

    async def write_forever(self, rows: PresenceRows) -> None:
        """Take away what an earlier life of this replica left, then write what changed, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY_S)
            try:
                await self._clear(rows)
                await self.write(rows)
            except PyMongoError as error:
                log.warning("presence not written", error=type(error).__name__, again_in_s=_AGAIN_S)
                await asyncio.sleep(_AGAIN_S)

    async def write(self, rows: PresenceRows) -> None:
        """Write some of what changed: many at once would hold up everybody else's writes.

        Raises:
            PyMongoError: it was not written; it is still known what.
        """
        async with self._writing:
            if self._has_left:
                return
            user_ids = list(islice(self._changed, _AT_ONCE))
            self._changed.difference_update(user_ids)
            known = [(user_id, self._wanted(user_id)) for user_id in user_ids if self._is_settled(user_id)]
            if not known:
                return
            try:
                await rows.write(self._online.gateway, known)
            except PyMongoError:
                self._changed.update(user_ids)
                raise
            WRITES.inc()

    async def leave(self, rows: PresenceRows) -> None:
        """Write no more, and take all own rows away; what fails is left to the other replicas."""
        if self._has_left:
            return
        self._has_left = True
        try:
            async with asyncio.timeout(_LEAVE_WITHIN_S), self._writing:
                await rows.delete_of({self._online.gateway})
        except (PyMongoError, TimeoutError) as error:
            log.warning("presence not taken away", error=type(error).__name__)

    async def _clear(self, rows: PresenceRows) -> None:
        if not self._is_cleared:
            await rows.delete_of({self._online.gateway})
            self._is_cleared = True

    def _is_settled(self, user_id: str) -> bool:
        """Whether it is known how the row must be: nobody is shown before it is known that they want to be."""
        return not self._signed_in.count(user_id) or self._preferences.get(user_id) is not None

    def _wanted(self, user_id: str) -> Row | None:
        sockets, preference = self._signed_in.count(user_id), self._preferences.get(user_id)
        return Row(sockets, not preference.appear_offline) if sockets and preference else None
