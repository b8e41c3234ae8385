"""The line in front of a product: one at a time, in order, and never forever."""

import asyncio

import pytest

from souk_common.inventory import ProductQueue, queue
from souk_common.problems import Unavailable


async def test_movers_of_one_product_take_turns_and_others_do_not_wait() -> None:
    line, seen = ProductQueue(), []

    async def move(name: str, *products: str) -> None:
        async with line.turn(products):
            seen.append(f"{name} in")
            await asyncio.sleep(0.01)
            seen.append(f"{name} out")

    await asyncio.gather(move("one", "a", "b"), move("two", "b", "a"), move("three", "c"))
    assert seen.index("one out") < seen.index("two in")
    assert seen.index("three in") < seen.index("one out")


async def test_a_turn_that_does_not_come_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MAX_WAIT_S", 0.02)
    line = ProductQueue()
    async with line.turn(["a"]):
        with pytest.raises(Unavailable):
            async with line.turn(["a"]):
                pass
    async with line.turn(["a"]):
        pass


async def test_a_line_that_is_too_long_turns_people_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MAX_WAITING", 1)
    line = ProductQueue()
    async with line.turn(["a"]):
        with pytest.raises(Unavailable):
            async with line.turn(["a"]):
                pass
