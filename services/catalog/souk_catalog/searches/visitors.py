"""Who has done what today, so that each counts once: known to this process alone, and forgotten with the day."""

import secrets
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

MAX_KNOWN = 200_000
MAX_OF_A_VISITOR = 300
_A_HOUSEHOLD = 64


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()


class Visitors:
    """Addresses and what they did, as hashes with a key that is nowhere else. `day` answers the current one."""

    def __init__(self, day: Callable[[], date] = today) -> None:
        self._today = day
        self._begin(day())

    def is_first(self, address: str, *what: str) -> bool:
        """Whether the visitor had not done this before today; false as well when it is not counted any more.

        That is when one address, or all of them, have done too much in one day.
        """
        if self._today() != self._day:
            self._begin(self._today())
        network = _network_of(address)
        visitor, act = self._hash(network), self._hash(network, *what)
        if act in self._acts or len(self._acts) >= MAX_KNOWN or self._number[visitor] >= MAX_OF_A_VISITOR:
            return False
        self._acts.add(act)
        self._number[visitor] += 1
        return True

    def _begin(self, day: date) -> None:
        self._day = day
        self._key = secrets.token_bytes(32)
        self._acts: set[bytes] = set()
        self._number: Counter[bytes] = Counter()

    def _hash(self, *parts: str) -> bytes:
        return blake2b("\0".join(parts).encode(), digest_size=8, key=self._key).digest()


def _network_of(address: str) -> str:
    """An IPv6 address is one of very many that one household has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, _A_HOUSEHOLD), strict=False)) if isinstance(found, IPv6Address) else address
