"""The line in front of a hot product: checkouts in one replica wait for each other instead of colliding (ADR 0008)."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager

from souk_common.problems import Unavailable

MAX_WAITING = 1_000
MAX_WAIT_S = 12.0


class ProductQueue:
    """First come, first served, product by product. Taken in product order, so two orders cannot block each other."""

    def __init__(self) -> None:
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    @asynccontextmanager
    async def turn(self, product_ids: Iterable[str]) -> AsyncIterator[None]:
        """Wait until this caller is first in line for all of the products, and hold them.

        Raises:
            Unavailable: too many wait already, or the wait took longer than `MAX_WAIT_S`.
        """
        async with AsyncExitStack() as held:
            try:
                async with asyncio.timeout(MAX_WAIT_S):
                    for product_id in sorted(set(product_ids)):
                        await held.enter_async_context(self._hold(product_id))
            except TimeoutError:
                raise Unavailable("Many people are buying this right now. Please try again.") from None
            yield

    @asynccontextmanager
    async def _hold(self, product_id: str) -> AsyncIterator[None]:
        waiting = self._waiting.get(product_id, 0)
        if waiting >= MAX_WAITING:
            raise Unavailable("Many people are buying this right now. Please try again.")
        lock = self._locks.setdefault(product_id, asyncio.Lock())
        self._waiting[product_id] = waiting + 1
        try:
            async with lock:
                yield
        finally:
            self._waiting[product_id] -= 1
            if self._waiting[product_id] == 0:
                del self._waiting[product_id], self._locks[product_id]
