"""How often a socket may speak."""

from collections.abc import Callable
from enum import Enum

SOFT_PER_S = 50
HARD_PER_S = 200


class Verdict(Enum):
    """What becomes of one packet."""

    FINE = "fine"
    LIMITED = "limited"
    FLOOD = "flood"


class Bucket:
    """A token bucket that holds one second's worth."""

    def __init__(self, per_s: int, now: float) -> None:
        self._per_s = per_s
        self._left = float(per_s)
        self._at = now

    def take(self, now: float) -> bool:
        """Take one token if there is one."""
        self._left = min(self._per_s, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Allowance:
    """The packets of one socket: limited beyond `SOFT_PER_S`, a flood beyond `HARD_PER_S`. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._soft = Bucket(SOFT_PER_S, clock())
        self._hard = Bucket(HARD_PER_S, clock())

    def spend(self) -> Verdict:
        """Count one packet."""
        now = self._clock()
        if not self._hard.take(now):
            return Verdict.FLOOD
        return Verdict.FINE if self._soft.take(now) else Verdict.LIMITED
