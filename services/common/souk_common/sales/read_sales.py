"""Reading what was sold, day by day."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from souk_common.mongo import READ_MAX_TIME_MS, Collection, Database
from souk_common.sales.figures import DaySales
from souk_common.sales.pipeline import Counted, market_day, sales_pipeline, seller_days
from souk_common.sales.shop_days import ShopDay

_AT_ONCE = 8


class SalesReader:
    """The sales of shop days, of the market or of one seller."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._orders: Collection = db["orders"]

    async def now(self) -> datetime:
        """The database's clock."""
        hello = await self._db.command("hello")
        moment: datetime = hello["localTime"]
        return moment.astimezone(UTC)

    async def days(self, days: Sequence[ShopDay], seller_id: str | None = None) -> list[DaySales]:
        """What was sold on each of the days, in their order."""
        gate = asyncio.Semaphore(_AT_ONCE)

        async def count(day: ShopDay) -> DaySales:
            async with gate:
                return await self._count(day, seller_id)

        return await asyncio.gather(*(count(day) for day in days))

    async def _count(self, day: ShopDay, seller_id: str | None) -> DaySales:
        pipeline = sales_pipeline(day.start, day.end, seller_id)
        rows = await self._orders.aggregate(pipeline, maxTimeMS=READ_MAX_TIME_MS).to_list(1)
        counted: Counted = rows[0]  # type: ignore[assignment]
        if seller_id is None:
            return market_day(counted)
        return seller_days(counted).get(seller_id, DaySales())
