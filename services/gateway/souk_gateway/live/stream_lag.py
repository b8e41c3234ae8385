"""How far behind the change stream is, known also while the market is quiet: by this replica's own heartbeat.

Each second the replica writes its row with the time of its own clock, and the stream delivers that row like any
other change. No two clocks are compared.
"""

import time
from collections.abc import Callable

from souk_common.heartbeat import BEAT_EVERY_S

_SILENT_AFTER_S = 2 * BEAT_EVERY_S


class StreamLag:
    """The lag of one replica's stream. `clock` is the one by which the heartbeat's `beat` is written."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lag_s: float | None = None
        self._heard_at = 0.0

    def heard(self, beat: float) -> None:
        """The row written at `beat` has come by."""
        self._heard_at = self._clock()
        self._lag_s = max(0.0, self._heard_at - beat)

    def seconds(self) -> float | None:
        """From a write to its delivery; while none comes, how long one has been due. None before the first."""
        if self._lag_s is None:
            return None
        silent_s = self._clock() - self._heard_at
        return self._lag_s if silent_s < _SILENT_AFTER_S else max(self._lag_s, silent_s - BEAT_EVERY_S)
