"""The products that sell best, for the storefront's home page."""

import asyncio

from bson import CodecOptions, ObjectId

from souk_catalog.products.model import ProductShape
from souk_catalog.products.present import product_shape
from souk_common.brief_cache import BriefCache
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Mongo
from souk_common.sales import PeriodSales, SalesReader, last_days

DAYS = 30
MOST = 24
_RANKED = 5 * MOST
"""Some of the best sellers may be off sale by now: they are passed over."""
REMEMBERED_S = 30.0


class TopSelling:
    """Counted like the dashboards' top products. The ranking is remembered for a while, the products are not."""

    def __init__(self, mongo: Mongo, shop_timezone: str) -> None:
        self._products: Collection = mongo.read_db[PRODUCTS].with_options(CodecOptions(tz_aware=False))
        self._sales = SalesReader(mongo.read_db, shop_timezone)
        self._ranking = BriefCache[list[ObjectId]](ttl_s=REMEMBERED_S, size=1)

    async def products(self, limit: int) -> list[ProductShape]:
        """Active products of which most units were sold in the last 30 days, the best seller first."""
        ranking = await self._ranking.get("all", self._rank)
        rows = await self._products.find(
            {"_id": {"$in": ranking}, "status": "active"}, limit=_RANKED, max_time_ms=READ_MAX_TIME_MS
        ).to_list(_RANKED)
        by_id = {row["_id"]: row for row in rows}
        return [product_shape(by_id[each]) for each in ranking if each in by_id][:limit]

    async def _rank(self) -> list[ObjectId]:
        total = await asyncio.to_thread(
            PeriodSales.of, await self._sales.days(last_days(DAYS, await self._sales.today()))
        )
        return [ObjectId(row.product_id) for row in total.top_products(_RANKED)]
