"""What a replica did in the last minute."""

import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

WINDOW_S = 60.0
SLOW = 0.95
_MOST_LOOKS = 120


@dataclass(frozen=True, slots=True)
class Counts:
    """Since the process began: `at_most`, how many requests took at most so many seconds (the last bound is
    infinite); `errors`, how many were answered with 500 or above.
    """

    at_most: Mapping[float, int]
    errors: int


class Tally:
    """Requests by how long they took, in buckets up to each of `bounds` (seconds).

    To ask the Prometheus histogram instead, which has one set of buckets for each route, took 4 ms a second.
    """

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = (*bounds, float("inf"))
        self._in_bucket = [0] * len(self._bounds)
        self._errors = 0

    def add(self, seconds: float, *, failed: bool) -> None:
        """Count one request."""
        self._in_bucket[bisect_left(self._bounds, seconds)] += 1
        self._errors += failed

    def counts(self) -> Counts:
        """All requests until now."""
        return Counts(dict(zip(self._bounds, accumulate(self._in_bucket), strict=True)), self._errors)


@dataclass(frozen=True, slots=True)
class Recent:
    """The last `window_s` seconds, which are fewer than a minute at first. `p95_ms` is None when nobody asked."""

    window_s: float
    requests: int
    errors: int
    p95_ms: float | None


class LastMinute:
    """A sliding window over `count`, which is asked at each look and at no request."""

    def __init__(self, count: Callable[[], Counts], clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._looks: deque[tuple[float, Counts]] = deque([(clock(), count())], maxlen=_MOST_LOOKS)

    def look(self) -> Recent:
        """The figures of now; to be called about once a second."""
        now, counts = self._clock(), self._count()
        self._looks.append((now, counts))
        while len(self._looks) > 1 and self._looks[1][0] <= now - WINDOW_S:
            self._looks.popleft()
        began, before = self._looks[0]
        at_most = {bound: count - before.at_most.get(bound, 0) for bound, count in counts.at_most.items()}
        slowest_s = quantile(at_most, SLOW)
        return Recent(
            window_s=round(now - began, 3),
            requests=max(at_most.values(), default=0),
            errors=counts.errors - before.errors,
            p95_ms=None if slowest_s is None else round(slowest_s * 1000, 1),
        )


def quantile(at_most: Mapping[float, int], share: float) -> float | None:
    """The value in seconds that `share` of the requests stay below, as near as the bounds tell; None without any.

    Within a bucket the requests are taken as evenly spread. Beyond the last finite bound, that bound is the answer.
    """
    total = max(at_most.values(), default=0)
    if total == 0:
        return None
    wanted = share * total
    for (below, before), (bound, count) in pairwise([(0.0, 0), *sorted(at_most.items())]):
        if count >= wanted:
            return below if bound == float("inf") else below + (bound - below) * (wanted - before) / (count - before)
    return None
