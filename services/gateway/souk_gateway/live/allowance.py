"""How often a connection may speak."""

from collections.abc import Callable

EVENTS_PER_S = 50
"""Beyond it an event is answered with a problem."""
PACKETS_PER_S = 200
"""Beyond it the connection is dropped."""


class Allowance:
    """A token bucket that holds one second's worth. `clock` in seconds."""

    def __init__(self, per_s: int, clock: Callable[[], float]) -> None:
        self._per_s = per_s
        self._clock = clock
        self._left = float(per_s)
        self._at = clock()

    def spend(self) -> bool:
        """Take one token; false when there is none left."""
        now = self._clock()
        self._left = min(self._per_s, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
