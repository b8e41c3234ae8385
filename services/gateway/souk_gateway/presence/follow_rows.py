"""The rows of `presence`, from the change stream into memory; whoever watches a user is told."""

import asyncio
from collections.abc import Callable, Iterable

from souk_common.change_stream import Change
from souk_common.events import PresenceEvent
from souk_gateway.live.follow_changes import Part
from souk_gateway.live.stock_feed import Push
from souk_gateway.live.watchers import Watchers
from souk_gateway.presence.bound_sockets import SocketBound
from souk_gateway.presence.repository import PRESENCE, PresenceRows
from souk_gateway.presence.who_is_online import Seen, WhoIsOnline
from souk_gateway.presence.write_rows import OwnRows

PRESENCE_EVENT = "presence"
_SETTLE_EVERY_S = 0.2


def _nobody(_user_id: str) -> None:
    return


class PresenceFeed:
    """`presence`: a user whom a socket watches has come or gone."""

    def __init__(self, online: WhoIsOnline, own: OwnRows, bound: SocketBound, watchers: Watchers, push: Push) -> None:
        self._online = online
        self._own = own
        self._bound = bound
        self._watchers = watchers
        self._push = push
        self.left: Callable[[str], None] = _nobody
        """Called with each user whose last row has gone."""

    def part(self, rows: PresenceRows) -> Part:
        """What it wants of the change stream: everything."""

        async def begin() -> None:
            await self._tell(self._online.replace(await rows.read_all()))
            self._own.compare()

        which = {"operationType": {"$in": ["insert", "update", "replace", "delete"]}}
        return Part(PRESENCE, which, ("user_id", "gateway", "sockets", "visible"), self._hear, begin)

    async def settle_forever(self) -> None:
        """Tell of those who do not linger any more, until cancelled."""
        while True:
            await asyncio.sleep(_SETTLE_EVERY_S)
            await self._tell(self._online.take_gone())

    async def _hear(self, change: Change) -> None:
        gateway, _, user_id = change["documentKey"]["_id"].rpartition(":")
        if change["operationType"] == "delete":
            await self._tell(self._online.remove(user_id, gateway))
            if not self._online.is_connected(user_id):
                self.left(user_id)
            if gateway == self._online.gateway:
                self._own.note_gone(user_id)
        else:
            row = change.get("fullDocument") or change["updateDescription"]["updatedFields"]
            await self._tell(self._online.put(user_id, gateway, row.get("sockets"), row.get("visible")))
            await self._bound.hold(user_id)

    async def _tell(self, seen: Iterable[Seen]) -> None:
        for user_id, is_online in seen:
            await self._push(
                self._watchers.of(user_id), PRESENCE_EVENT, PresenceEvent(user_id=user_id, online=is_online)
            )
