"""Who is online, in memory: every row of every gateway, kept by the change stream.

A user who has just gone is held to be online for `LINGERS_S` more, so that a page that loads again, or moves to
another gateway, does not flicker. Rows themselves tell of sockets only, and at once.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from souk_common.problems import Unavailable

LINGERS_S = 3.0
_READ_WITHIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """A user has `sockets` at a gateway; `visible` unless they chose to appear offline."""

    sockets: int
    visible: bool


Placed = tuple[str, str, Row]
"""A user's id, a gateway's name, and the row."""
Seen = tuple[str, bool]
"""A user's id, and whether they are online from now on."""


class WhoIsOnline:
    """The rows, as others may know of them. `gateway` is this replica's name; `clock` in seconds."""

    def __init__(self, gateway: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.gateway = gateway
        self._clock = clock
        self._rows: dict[str, dict[str, Row]] = {}
        self._at: Counter[str] = Counter()
        # in the order in which they end, since all linger equally long
        self._lingering: dict[str, float] = {}
        self.doubted: frozenset[str] = frozenset()
        """Gateways that have been silent for a while; their sockets may be gone already."""
        self._was_read = asyncio.Event()

    def __len__(self) -> int:
        """How many rows there are."""
        return self._at.total()

    async def read(self) -> None:
        """Wait until the rows were read for the first time; before it nobody seems to be online.

        Raises:
            Unavailable: it takes too long.
        """
        try:
            async with asyncio.timeout(_READ_WITHIN_S):
                await self._was_read.wait()
        except TimeoutError:
            raise Unavailable("It is not known yet who is online.") from None

    def is_online(self, user_id: str) -> bool:
        """Whether others see the user online. Who appears offline at one gateway does so at all."""
        return self._is_visible(user_id) or user_id in self._lingering

    def is_connected(self, user_id: str) -> bool:
        """Whether the user has a socket at any gateway, visible or not."""
        return user_id in self._rows

    def sockets_elsewhere(self, user_id: str) -> int:
        """How many sockets the user has at other gateways, but for those that are doubted."""
        here_or_doubted = self.doubted | {self.gateway}
        return sum(row.sockets for at, row in self._rows.get(user_id, {}).items() if at not in here_or_doubted)

    def sockets_before(self, user_id: str) -> int:
        """The same of the gateways whose names come before this one's."""
        rows = self._rows.get(user_id, {})
        return sum(row.sockets for at, row in rows.items() if at < self.gateway and at not in self.doubted)

    def gateways(self) -> set[str]:
        """Every gateway that has rows."""
        return set(self._at)

    def of_gateway(self, gateway: str) -> dict[str, Row]:
        """One gateway's rows by user."""
        return {user_id: rows[gateway] for user_id, rows in self._rows.items() if gateway in rows}

    def put(self, user_id: str, gateway: str, sockets: int | None, visible: bool | None) -> list[Seen]:
        """A row is new, or its fields that are not None have changed; answers who is seen otherwise than before."""
        known = self._rows.get(user_id, {}).get(gateway)
        if known is not None:
            sockets = known.sockets if sockets is None else sockets
            visible = known.visible if visible is None else visible
        if sockets is None or visible is None:
            return []  # of a row that has gone since; its delete is still to come
        was = self.is_online(user_id)
        self._rows.setdefault(user_id, {})[gateway] = Row(sockets, visible)
        self._at[gateway] += known is None
        self._lingering.pop(user_id, None)
        return self._seen(user_id, was)

    def remove(self, user_id: str, gateway: str) -> list[Seen]:
        """A row has gone; answers who is seen otherwise than before. Who had no other, and was seen online, lingers."""
        was = self.is_online(user_id)
        rows = self._rows.get(user_id, {})
        if rows.pop(gateway, None) is None:
            return []
        self._at[gateway] -= 1
        if not self._at[gateway]:
            del self._at[gateway]
        if not rows:
            del self._rows[user_id]
            if was:
                self._lingering[user_id] = self._clock() + LINGERS_S
        return self._seen(user_id, was)

    def replace(self, rows: Iterable[Placed]) -> list[Seen]:
        """These are all rows there are; answers who is seen otherwise than before."""
        now = {(user_id, gateway): row for user_id, gateway, row in rows}
        known = [(user_id, gateway) for user_id, at in self._rows.items() for gateway in at]
        seen: list[Seen] = []
        for user_id, gateway in known:
            if (user_id, gateway) not in now:
                seen += self.remove(user_id, gateway)
        for (user_id, gateway), row in now.items():
            seen += self.put(user_id, gateway, row.sockets, row.visible)
        self._was_read.set()
        return seen

    def take_gone(self) -> list[Seen]:
        """Those whose lingering has ended: they are offline from now on."""
        now = self._clock()
        gone: list[Seen] = []
        for user_id, until in self._lingering.items():
            if until > now:
                break
            gone.append((user_id, False))
        for user_id, _ in gone:
            del self._lingering[user_id]
        return gone

    def _is_visible(self, user_id: str) -> bool:
        rows = self._rows.get(user_id)
        return rows is not None and all(row.visible for row in rows.values())

    def _seen(self, user_id: str, was: bool) -> list[Seen]:
        is_now = self.is_online(user_id)
        return [(user_id, is_now)] if is_now != was else []
