import asyncio

import pytest

from souk_common.brief_cache import BriefCache


class Question:
    """Counts how often it was asked; answers when let go."""

    def __init__(self) -> None:
        self.asked = 0
        self.go = asyncio.Event()
        self.go.set()

    async def __call__(self) -> int:
        self.asked += 1
        await self.go.wait()
        return self.asked


async def test_an_answer_is_remembered_and_then_forgotten() -> None:
    long, brief, ask = BriefCache[int](ttl_s=60, size=10), BriefCache[int](ttl_s=0.01, size=10), Question()
    assert [await long.get("a", ask), await long.get("a", ask)] == [1, 1]
    assert await brief.get("a", ask) == 2
    await asyncio.sleep(0.02)
    assert await brief.get("a", ask) == 3


async def test_those_who_ask_at_once_share_one_question() -> None:
    cache, ask = BriefCache[int](ttl_s=10, size=10), Question()
    ask.go.clear()
    askers = [asyncio.create_task(cache.get("a", ask)) for _ in range(20)]
    await asyncio.sleep(0)
    ask.go.set()
    assert await asyncio.gather(*askers) == [1] * 20


async def test_one_who_goes_away_does_not_take_the_answer_from_the_others() -> None:
    cache, ask = BriefCache[int](ttl_s=10, size=10), Question()
    ask.go.clear()
    first, second = (asyncio.create_task(cache.get("a", ask)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    ask.go.set()
    assert await second == 1


async def test_a_question_that_failed_is_asked_again() -> None:
    async def fail() -> int:
        raise LookupError

    cache, ask = BriefCache[int](ttl_s=10, size=10), Question()
    with pytest.raises(LookupError):
        await cache.get("a", fail)
    assert await cache.get("a", ask) == 1


async def test_the_least_recently_used_is_dropped() -> None:
    cache, ask = BriefCache[int](ttl_s=10, size=2), Question()
    await cache.get("a", ask)
    await cache.get("b", ask)
    await cache.get("a", ask)
    await cache.get("c", ask)
    assert await cache.get("a", ask) == 1
    assert await cache.get("b", ask) == 4
