"""Admins hear that the market moves: orders were placed or settled."""

import asyncio

from souk_common.events import MarketUpdate
from souk_gateway.live.signed_in import SignedIn
from souk_gateway.live.stock_feed import Push

MARKET_UPDATE = "market_update"
AT_MOST_EVERY_S = 1.0


class MarketFeed:
    """`market_update`: the first at once, then at most one a second, the last never left out."""

    def __init__(self, signed_in: SignedIn, push: Push) -> None:
        self._signed_in = signed_in
        self._push = push
        self._moved = asyncio.Event()

    def offer(self) -> None:
        """Orders were placed or settled."""
        self._moved.set()

    async def flush_forever(self) -> None:
        """Tell admins, until cancelled."""
        while True:
            await self._moved.wait()
            self._moved.clear()
            await self._push(self._signed_in.of_role("admin"), MARKET_UPDATE, MarketUpdate())
            await asyncio.sleep(AT_MOST_EVERY_S)
