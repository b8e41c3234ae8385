"""Changes of products become events for their watchers."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection

import structlog
from pymongo.errors import PyMongoError

from souk_common.events import StockUpdate
from souk_common.schemas import ResponseModel
from souk_gateway.live.coalesce import WINDOW_S, Coalescer
from souk_gateway.live.links import Link
from souk_gateway.live.products_now import BATCH, ProductNow, ProductsNow
from souk_gateway.live.watchers import Watchers

log = structlog.get_logger("live")

Push = Callable[[Collection[Link], str, ResponseModel], Awaitable[None]]
STOCK_UPDATE = "stock_update"
PRODUCT_UPDATE = "product_update"
_AGAIN_S = 0.5


class StockFeed:
    """`stock_update`: told by the stock row itself, coalesced per product."""

    def __init__(self, watchers: Watchers, push: Push, clock: Callable[[], float] = time.monotonic) -> None:
        self._watchers = watchers
        self._push = push
        self._clock = clock
        self._coalescer: Coalescer[StockUpdate] = Coalescer(clock)
        self._opened = asyncio.Event()

    async def offer(self, update: StockUpdate) -> None:
        """A product's stock has moved."""
        if update.product_id not in self._watchers:
            return
        at_once = self._coalescer.offer(update.product_id, update.seq, update)
        self._opened.set()
        if at_once is not None:
            await self._tell(at_once)

    async def flush_forever(self) -> None:
        """Send what was held back, each when its window ends; until cancelled."""
        while True:
            due_at = self._coalescer.next_due_at()
            if due_at is None:
                self._opened.clear()
                await self._opened.wait()
                continue
            await asyncio.sleep(max(0.0, due_at - self._clock()))
            for update in self._coalescer.take_due():
                await self._tell(update)

    async def _tell(self, update: StockUpdate) -> None:
        await self._push(self._watchers.of(update.product_id), STOCK_UPDATE, update)


class DetailsFeed:
    """`product_update`: which products changed comes from the stream, how they are now is read for all at once."""

    def __init__(self, watchers: Watchers, push: Push) -> None:
        self._watchers = watchers
        self._push = push
        self._changed: dict[str, None] = {}
        self._any = asyncio.Event()

    def offer(self, product_id: str) -> None:
        """A product's price, status or name has changed."""
        if product_id in self._watchers:
            self._changed[product_id] = None
            self._any.set()

    async def flush_forever(self, products: ProductsNow) -> None:
        """Read and send what changed, at most every `WINDOW_S`; until cancelled."""
        while True:
            await self._any.wait()
            self._any.clear()
            changed, self._changed = list(self._changed), {}
            for start in range(0, len(changed), BATCH):
                await self._read_and_tell(products, changed[start : start + BATCH])
            await asyncio.sleep(WINDOW_S)

    async def _read_and_tell(self, products: ProductsNow, product_ids: list[str]) -> None:
        try:
            for product in await products.read(product_ids):
                await self.tell(product)
        except PyMongoError as error:
            log.warning("changed products not read", error=type(error).__name__, again_in_s=_AGAIN_S)
            await asyncio.sleep(_AGAIN_S)
            for product_id in product_ids:
                self.offer(product_id)

    async def tell(self, product: ProductNow) -> None:
        """Send one product's details to its watchers."""
        await self._push(self._watchers.of(product.product_id), PRODUCT_UPDATE, product.product_update)
