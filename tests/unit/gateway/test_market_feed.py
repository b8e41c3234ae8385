import asyncio
import time
from collections.abc import Collection
from itertools import pairwise

from souk_common.identity import Identity, Role
from souk_common.schemas import ResponseModel
from souk_gateway.live.links import Link
from souk_gateway.live.market_feed import AT_MOST_EVERY_S, MarketFeed
from souk_gateway.live.signed_in import SignedIn
from tests.fixtures.waiting import PATIENT_S, until


def join(signed_in: SignedIn, name: str, role: Role) -> None:
    signed_in.admit(Link(name, "198.51.100.1"), Identity(name, role, f"{name}-session", time.time() + 60))


async def test_a_burst_is_told_to_admins_at_once_and_once_more_when_the_second_is_over() -> None:
    signed_in = SignedIn()
    for name, role in (("ada", "admin"), ("sam", "seller"), ("bea", "buyer")):
        join(signed_in, name, role)  # type: ignore[arg-type]  # the literals are roles
    told: list[tuple[float, list[str], str, object]] = []

    async def push(links: Collection[Link], event: str, payload: ResponseModel) -> None:
        told.append((time.monotonic(), [link.connection_id for link in links], event, payload.model_dump()))

    feed = MarketFeed(signed_in, push)
    flushing = asyncio.create_task(feed.flush_forever())
    try:
        began = time.monotonic()
        for _ in range(40):
            last = time.monotonic()
            feed.offer()
            await asyncio.sleep(0.01)
        await until(lambda: len(told) > 1 and told[-1][0] >= last, PATIENT_S, "the last told")
        await asyncio.sleep(AT_MOST_EVERY_S + 0.2)
    finally:
        flushing.cancel()
    # twice, when the burst took no longer than it should
    assert 2 <= len(told) <= 2 + (last - began) // AT_MOST_EVERY_S
    assert all(each[1:] == (["ada"], "market_update", {}) for each in told)
    assert all(later[0] - earlier[0] >= AT_MOST_EVERY_S - 0.001 for earlier, later in pairwise(told))
