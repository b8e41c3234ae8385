"""The rows of gateways that died are taken away by those that live."""

import asyncio

import structlog
from pymongo.errors import PyMongoError

from souk_gateway.presence.metrics import REAPED
from souk_gateway.presence.repository import PresenceRows
from souk_gateway.presence.who_is_online import WhoIsOnline

log = structlog.get_logger("presence")

LOOK_EVERY_S = 3.0
DOUBTED_AFTER_S = 4.0
DEAD_AFTER_S = 12.0
_NEVER = float("inf")


class Reaper:
    """Looks at the heartbeats of the gateways that have rows.

    A gateway is dead when two looks in a row find no heartbeat of it, or one older than `DEAD_AFTER_S`. The second
    look is for the first moments after an outage of the database, when nobody's heartbeat is fresh yet.
    """

    def __init__(self, online: WhoIsOnline) -> None:
        self._online = online
        self._suspected: frozenset[str] = frozenset()

    async def reap_forever(self, rows: PresenceRows) -> None:
        """Look, and take away the rows of the dead, until cancelled."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            try:
                await self.look(rows)
            except PyMongoError as error:
                log.warning("heartbeats not looked at", error=type(error).__name__)

    async def look(self, rows: PresenceRows) -> None:
        """Look once.

        Raises:
            PyMongoError: the database cannot be reached; what was found before says nothing of what is found after.
        """
        suspected, self._suspected = self._suspected, frozenset()
        others = self._online.gateways() - {self._online.gateway}
        silent_s = await rows.silent_s(others) if others else {}
        self._online.doubted = frozenset(each for each in others if silent_s.get(each, _NEVER) > DOUBTED_AFTER_S)
        silent = frozenset(each for each in others if silent_s.get(each, _NEVER) > DEAD_AFTER_S)
        dead = silent & suspected
        if dead:
            reaped = await rows.delete_of(dead)
            REAPED.inc(reaped)
            log.info("presence of dead gateways taken away", gateways=sorted(dead), rows=reaped)
        self._suspected = silent
