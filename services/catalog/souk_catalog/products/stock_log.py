"""Reading a product's stock log."""

from bson import ObjectId

from souk_catalog.products.model import StockRowShape
from souk_catalog.products.present import STOCK_ROW_SHOWN, stock_row_shape
from souk_catalog.products.schemas import StockLogQuery
from souk_common.inventory import INVENTORY_LOGS
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo


class StockLog:
    """The stock moves of products."""

    def __init__(self, mongo: Mongo) -> None:
        self._logs = mongo.db[INVENTORY_LOGS]

    async def page(self, product_id: str, query: StockLogQuery) -> tuple[list[StockRowShape], int]:
        """One page of a product's moves, newest first, and how many match in all."""
        found = _filter_of(product_id, query)
        rows = await self._logs.find(
            found,
            STOCK_ROW_SHOWN,
            sort=[("seq", -1)],
            skip=query.skip,
            limit=query.limit,
            max_time_ms=READ_MAX_TIME_MS,
        ).to_list(query.limit)
        total = await self._logs.count_documents(found, maxTimeMS=READ_MAX_TIME_MS)
        return [stock_row_shape(row) for row in rows], total


def _filter_of(product_id: str, query: StockLogQuery) -> Document:
    found: Document = {"product_id": ObjectId(product_id)}
    if query.change_type is not None:
        found["change_type"] = query.change_type
    bounds = {"$gte": query.since, "$lt": query.until}
    within = {operator: moment for operator, moment in bounds.items() if moment is not None}
    if within:
        found["timestamp"] = within
    return found
