"""The connections of this replica, and the bound on how many there may be."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from souk_common.identity import Identity
from souk_gateway.live.allowance import EVENTS_PER_S, PACKETS_PER_S, Allowance


class Abortable(Protocol):
    """A transport that can be cut without sending what it still holds."""

    def abort(self) -> None:
        """Cut it."""


@dataclass(eq=False, slots=True)
class Link:
    """One connection. `socket_id` is None until the client has joined Socket.IO; `since` by the monotonic clock.

    `silent_s` counts the seconds without a packet from it, but for those in which this process stood still itself.
    `transport` is the TCP connection of a websocket; a polling client has none that lasts.
    """

    connection_id: str
    address: str
    since: float = field(default_factory=time.monotonic)
    packets: Allowance = field(default_factory=lambda: Allowance(PACKETS_PER_S, time.monotonic))
    events: Allowance = field(default_factory=lambda: Allowance(EVENTS_PER_S, time.monotonic))
    silent_s: int = 0
    socket_id: str | None = None
    identity: Identity | None = None
    transport: Abortable | None = None

    def abort(self) -> None:
        """Cut the TCP connection, with whatever it did not send yet."""
        if self.transport is not None:
            self.transport.abort()


class Links:
    """All connections by their Engine.IO id, counted by address."""

    def __init__(self) -> None:
        self._links: dict[str, Link] = {}
        self._by_address: Counter[str] = Counter()

    def __len__(self) -> int:
        """How many there are."""
        return len(self._links)

    def __iter__(self) -> Iterator[Link]:
        """The connections of now; safe while connections come and go."""
        return iter(list(self._links.values()))

    def add(self, link: Link) -> None:
        """Remember a new connection."""
        self._links[link.connection_id] = link
        self._by_address[link.address] += 1

    def get(self, connection_id: str | None) -> Link | None:
        """The connection with this id, if it is there."""
        return None if connection_id is None else self._links.get(connection_id)

    def remove(self, connection_id: str) -> Link | None:
        """Forget a connection and answer it."""
        link = self._links.pop(connection_id, None)
        if link is None:
            return None
        self._by_address[link.address] -= 1
        if self._by_address[link.address] == 0:
            del self._by_address[link.address]
        return link

    def count_from(self, address: str) -> int:
        """How many connections come from an address."""
        return self._by_address[address]
