import random

import pytest

from souk_common.observe import SECONDS, count_requests
from souk_common.recent_requests import Counts, LastMinute, quantile

INFINITE = float("inf")
SEED = 95
BOUNDS = (0.01, 0.1, 1.0, INFINITE)


class Replica:
    """A replica whose requests and whose clock a test moves by hand."""

    def __init__(self) -> None:
        self.now = 1_000.0
        self.took_s: list[float] = []
        self.errors = 0
        self.last_minute = LastMinute(self.count, lambda: self.now)

    def count(self) -> Counts:
        return Counts({bound: sum(took <= bound for took in self.took_s) for bound in BOUNDS}, self.errors)


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
    replica.took_s += [0.5] * 10
    replica.errors = 3
    replica.now += 1
    first = replica.last_minute.look()
    assert (first.window_s, first.requests, first.errors) == (1, 10, 3)
    assert first.p95_ms is not None and 100 < first.p95_ms <= 1000
    for _ in range(30):
        replica.now += 1
        replica.last_minute.look()
    replica.took_s += [0.005] * 20
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
    replica.took_s.append(0.5)
    assert replica.last_minute.look().window_s == 60


def test_requests_that_only_ask_how_the_replica_does_are_left_out() -> None:
    before = count_requests().at_most.get(INFINITE, 0)
    SECONDS.labels("GET", "/api/health").observe(0.2)
    SECONDS.labels("GET", "/metrics").observe(0.2)
    SECONDS.labels("GET", "/api/products/").observe(0.2)
    assert count_requests().at_most[INFINITE] == before + 1
