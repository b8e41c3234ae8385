"""Presence and preferences of a replica, put together."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from souk_common.mongo import Mongo
from souk_gateway.live.follow_changes import Part
from souk_gateway.live.links import Link
from souk_gateway.live.server import SIGNED_IN, LiveServer
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.watchers import Watchers
from souk_gateway.presence.bound_sockets import SocketBound
from souk_gateway.presence.follow_rows import PresenceFeed
from souk_gateway.presence.metrics import ROWS
from souk_gateway.presence.people import People
from souk_gateway.presence.preferences import Preferences
from souk_gateway.presence.reap import Reaper
from souk_gateway.presence.repository import PreferenceRows, PresenceRows, UserRows
from souk_gateway.presence.watch import WatchPresenceIn, unwatch_presence, watch_presence
from souk_gateway.presence.who_is_online import WhoIsOnline
from souk_gateway.presence.write_rows import OwnRows


class Presence:
    """`online` and `preferences` answer from memory; nothing happens before `open` and `run`."""

    def __init__(self, gateway: str, signed_in: SignedIn, server: LiveServer) -> None:
        self.online = WhoIsOnline(gateway)
        self.preferences = Preferences(signed_in)
        self._watchers = Watchers("user_ids", "people")
        self._own = OwnRows(self.online, signed_in, self.preferences)
        bound = SocketBound(self.online, signed_in, server.put_out)
        self._feed = PresenceFeed(self.online, self._own, bound, self._watchers, server.push)
        self._server = server
        self._rows: PresenceRows | None = None
        self.preferences.on_read(self._own.note)
        signed_in.elsewhere = self.online.sockets_elsewhere
        signed_in.came_or_went = self._came_or_went

    def open(self, mongo: Mongo) -> Sequence[Part]:
        """Let clients watch; answers what is wanted of the change stream."""
        self._rows = PresenceRows(mongo)
        people = People(UserRows(mongo))
        watch = partial(watch_presence, self._watchers, self.online, people)
        self._server.answer("watch_presence", WatchPresenceIn, watch, SIGNED_IN)
        unwatch = partial(unwatch_presence, self._watchers)
        self._server.answer("unwatch_presence", WatchPresenceIn, unwatch, SIGNED_IN)
        ROWS.set_function(lambda: len(self.online))
        return self._feed.part(self._rows), self.preferences.part()

    async def run(self, mongo: Mongo) -> None:
        """Write this replica's rows and take away those of the dead, until cancelled."""
        rows = PresenceRows(mongo)
        async with asyncio.TaskGroup() as group:
            group.create_task(self.preferences.read_forever(PreferenceRows(mongo)), name="preferences")
            group.create_task(self._own.write_forever(rows), name="own presence")
            group.create_task(self._feed.settle_forever(), name="gone")
            group.create_task(Reaper(self.online).reap_forever(rows), name="reaper")

    def on_left(self, tell: Callable[[str], None]) -> None:
        """Let `tell` hear of each user who has no socket left at any gateway."""
        self._feed.left = tell

    async def leave(self) -> None:
        """This replica has nobody any more, and writes nothing from now on."""
        if self._rows is not None:
            await self._own.leave(self._rows)

    def forget(self, link: Link) -> None:
        """`link` is gone, and watches nobody."""
        self._watchers.forget(link)

    def _came_or_went(self, user_id: str) -> None:
        self.preferences.came_or_went(user_id)
        self._own.note(user_id)
