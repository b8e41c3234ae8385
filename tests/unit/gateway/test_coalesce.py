import random
from itertools import pairwise

from souk_gateway.live.coalesce import WINDOW_S, Coalescer


class Clock:
    """A clock that goes on only when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_event_goes_out_at_once_and_what_follows_is_held_until_the_window_ends() -> None:
    clock = Clock()
    coalescer: Coalescer[str] = Coalescer(clock)
    assert coalescer.offer("kettle", 1, "one") == "one"
    clock.now += 0.010
    assert coalescer.offer("kettle", 2, "two") is None
    assert coalescer.take_due() == []
    assert coalescer.next_due_at() == 100.0 + WINDOW_S
    clock.now = 100.0 + WINDOW_S
    assert coalescer.take_due() == ["two"]


def test_of_what_is_held_the_newest_wins_whatever_the_order() -> None:
    clock = Clock()
    coalescer: Coalescer[int] = Coalescer(clock)
    coalescer.offer("kettle", 1, 1)
    for seq in (3, 5, 4, 2):
        assert coalescer.offer("kettle", seq, seq) is None
    clock.now += WINDOW_S
    assert coalescer.take_due() == [5]


def test_an_older_event_is_never_sent_after_a_newer_one() -> None:
    clock = Clock()
    coalescer: Coalescer[int] = Coalescer(clock)
    assert coalescer.offer("kettle", 7, 7) == 7
    assert coalescer.offer("kettle", 6, 6) is None
    assert coalescer.offer("kettle", 7, 7) is None
    clock.now += WINDOW_S
    assert coalescer.take_due() == []


def test_products_do_not_hold_each_other_up() -> None:
    clock = Clock()
    coalescer: Coalescer[str] = Coalescer(clock)
    assert coalescer.offer("kettle", 1, "kettle") == "kettle"
    assert coalescer.offer("lamp", 1, "lamp") == "lamp"


def test_a_quiet_product_is_forgotten() -> None:
    clock = Clock()
    coalescer: Coalescer[int] = Coalescer(clock)
    coalescer.offer("kettle", 1, 1)
    clock.now += WINDOW_S
    assert coalescer.take_due() == []
    assert coalescer.next_due_at() is None
    assert coalescer.offer("kettle", 2, 2) == 2


def test_any_burst_is_sent_at_most_once_a_window_in_order_and_ends_with_the_newest() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")  # noqa: T201 - so that a failure can be had again
    chance = random.Random(seed)
    clock = Clock()
    coalescer: Coalescer[int] = Coalescer(clock)
    sent: list[tuple[float, int]] = []
    for seq in range(1, 500):
        clock.now += chance.choice([0.0, 0.001, 0.02, 0.07])
        sent += [(clock.now, event) for event in coalescer.take_due()]
        event = coalescer.offer("kettle", seq, seq)
        if event is not None:
            sent.append((clock.now, event))
    clock.now += WINDOW_S
    sent += [(clock.now, event) for event in coalescer.take_due()]
    assert sent[-1][1] == 499
    assert [event for _, event in sent] == sorted({event for _, event in sent})
    gaps = [later - earlier for (earlier, _), (later, _) in pairwise(sent)]
    assert min(gaps) >= WINDOW_S - 1e-9
