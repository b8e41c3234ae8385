import asyncio
import time
from collections.abc import Collection

from souk_common.identity import Identity, Role
from souk_common.schemas import ResponseModel
from souk_gateway.live.links import Link
from souk_gateway.live.market_feed import MarketFeed
from souk_gateway.live.signed_in import SignedIn


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
        for _ in range(40):
            feed.offer()
            await asyncio.sleep(0.01)
        await asyncio.sleep(1.2)
    finally:
        flushing.cancel()
    assert [(names, event, payload) for _, names, event, payload in told] == [(["ada"], "market_update", {})] * 2
    assert told[1][0] - told[0][0] >= 1.0
