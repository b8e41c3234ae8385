"""How far behind the change stream is, known also while the market is quiet: by this replica's own heartbeat.

Each second the replica writes its row with the time of its own clock, and the stream delivers that row like any
other change. No two clocks are compared.
"""

import time
from collections.abc import Callable

from souk_common.change_stream import Change
from souk_common.heartbeat import REPLICAS
from souk_gateway.live.follow_changes import Part


class StreamLag:
    """The lag of one replica's stream. `clock` is the one by which the heartbeat's `beat` is written."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lag_s: float | None = None
        self._heard = float("-inf")
        self._waiting_for: float | None = None

    def wrote(self, beat: float) -> None:
        """The row of `beat` is in the database."""
        if self._waiting_for is None and beat > self._heard:
            self._waiting_for = beat

    def heard(self, beat: float) -> None:
        """The row of `beat` has come by."""
        self._lag_s = max(0.0, self._clock() - beat)
        self._heard = max(self._heard, beat)
        if self._waiting_for is not None and self._waiting_for <= beat:
            self._waiting_for = None

    def seconds(self) -> float | None:
        """From a write to its delivery, or how long one is overdue that was written. None before the first."""
        if self._waiting_for is None:
            return self._lag_s
        return max(self._lag_s or 0.0, self._clock() - self._waiting_for)


def lag_part(lag: StreamLag, replica: str) -> Part:
    """Of the heartbeats, this replica's own."""

    async def tell(change: Change) -> None:
        row = change.get("fullDocument") or change["updateDescription"]["updatedFields"]
        lag.heard(row["beat"])

    which = {"operationType": {"$in": ["insert", "update"]}, "documentKey._id": replica}
    return Part(REPLICAS, which, ("beat",), tell)
