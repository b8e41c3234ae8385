import random

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Scope

from souk_common.observe import TALLY, ObserveRequests
from souk_common.recent_requests import LastMinute, Tally, quantile

INFINITE = float("inf")
SEED = 95
BOUNDS = (0.01, 0.1, 1.0, INFINITE)


class Replica:
    """A replica whose requests and whose clock a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self._tally = Tally(BOUNDS[:-1])
        self.last_minute = LastMinute(self._tally.counts, lambda: self.now)

    def answer(self, *took_s: float, failed: bool = False) -> None:
        for seconds in took_s:
            self._tally.add(seconds, failed=failed)


def test_within_a_bucket_requests_are_taken_as_evenly_spread() -> None:
    assert quantile({0.1: 0, 0.2: 100, INFINITE: 100}, 0.95) == pytest.approx(0.195)
    assert quantile({0.1: 50, 0.2: 100, INFINITE: 100}, 0.5) == pytest.approx(0.1)


def test_beyond_the_last_bound_the_bound_is_all_that_is_known() -> None:
    assert quantile({0.1: 0, 1.0: 1, INFINITE: 100}, 0.95) == 1.0


def test_without_requests_there_is_no_quantile() -> None:
    assert quantile({}, 0.95) is None
    assert quantile({0.1: 0, INFINITE: 0}, 0.95) is None


def test_the_estimate_is_in_the_bucket_of_the_exact_value() -> None:
    chosen = random.Random(SEED)
    for _ in range(200):
        took = sorted(chosen.expovariate(8) for _ in range(chosen.randint(1, 300)))
        counts = {bound: sum(each <= bound for each in took) for bound in BOUNDS}
        exact = took[max(0, -(-len(took) * 95 // 100) - 1)]
        estimate = quantile(counts, 0.95)
        assert estimate is not None
        upper = next(bound for bound in BOUNDS if exact <= bound)
        lower = max((bound for bound in BOUNDS if bound < upper), default=0.0)
        assert lower <= estimate <= upper


def test_only_the_last_minute_counts() -> None:
    replica = Replica()
    replica.answer(*[0.5] * 7)
    replica.answer(0.5, 0.5, 0.5, failed=True)
    replica.now += 1
    first = replica.last_minute.look()
    assert (first.window_s, first.requests, first.errors) == (1, 10, 3)
    assert first.p95_ms is not None and 100 < first.p95_ms <= 1000
    for _ in range(30):
        replica.now += 1
        replica.last_minute.look()
    replica.answer(*[0.005] * 20)
    for _ in range(31):
        replica.now += 1
        later = replica.last_minute.look()
    assert (later.window_s, later.requests, later.errors) == (60, 20, 0)
    assert later.p95_ms is not None and later.p95_ms <= 10
    for _ in range(60):
        replica.now += 1
        quiet = replica.last_minute.look()
    assert (quiet.requests, quiet.p95_ms) == (0, None)


def test_a_pause_does_not_lengthen_the_window_for_ever() -> None:
    replica = Replica()
    replica.now += 600
    replica.last_minute.look()
    replica.now += 60
    replica.answer(0.5)
    assert replica.last_minute.look().window_s == 60


def test_a_request_on_the_bound_of_a_bucket_is_in_it() -> None:
    tally = Tally([0.1, 1.0])
    for seconds in (0.1, 0.11, 1.0, 7.0):
        tally.add(seconds, failed=False)
    assert tally.counts().at_most == {0.1: 1, 1.0: 3, INFINITE: 4}


@pytest.mark.parametrize(
    ("path", "status", "counted"),
    [("/api/cart", 200, (1, 0)), ("/api/cart", 503, (1, 1)), ("/metrics", 200, (0, 0)), ("/api/health", 503, (0, 0))],
)
async def test_requests_that_only_ask_how_the_replica_does_are_left_out(
    path: str, status: int, counted: tuple[int, int]
) -> None:
    before = TALLY.counts()
    scope: Scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "headers": [],
        "route": Route(path, PlainTextResponse()),
    }

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(_message: Message) -> None:
        return

    await ObserveRequests(PlainTextResponse("", status_code=status))(scope, receive, send)
    after = TALLY.counts()
    assert (after.at_most[INFINITE] - before.at_most[INFINITE], after.errors - before.errors) == counted
