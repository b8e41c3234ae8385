"""Reading a product's stock log."""

from collections.abc import AsyncIterator
from typing import get_args
from zoneinfo import ZoneInfo

from bson import ObjectId

from souk_catalog.products.model import StockPointShape, StockRowShape
from souk_catalog.products.present import STOCK_ROW_SHOWN, stock_point_shape, stock_row_shape
from souk_catalog.products.stock_log_schemas import StockFilter, StockHistoryQuery, StockLogQuery
from souk_common.inventory import INVENTORY_LOGS, ChangeType
from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo

MAX_POINTS = 500
MAX_EXPORTED = 1_000_000
# beyond this a history begins later than asked for: thinning reads every row
MAX_THINNED = 200_000
_EXPORT_BATCH = 1_000
_EXPORT_MAX_TIME_MS = 60_000
# a bucket keeps its first, last, lowest and highest; one point more is the stock at the beginning
_BUCKETS = (MAX_POINTS - 1) // 4
_POINT = {"_id": 0, "seq": 1, "timestamp": 1, "new_stock": 1, "old_stock": 1}
_Keys = list[tuple[str, int]]
_OLDEST, _NEWEST = 1, -1
_BY_SEQ: _Keys = [("product_id", 1), ("seq", 1)]
_BY_TYPE_AND_TIME: _Keys = [("product_id", 1), ("change_type", 1), ("timestamp", -1), ("seq", -1)]


class StockLog:
    """The stock moves of products; `zone` is the shop's."""

    def __init__(self, mongo: Mongo, zone: ZoneInfo) -> None:
        self._logs = mongo.db[INVENTORY_LOGS]
        self.zone = zone

    async def page(self, product_id: str, query: StockLogQuery) -> tuple[list[StockRowShape], int]:
        """One page of a product's moves, newest first, and how many match in all."""
        found = filter_of(product_id, query, self.zone)
        rows = await self._logs.find(
            found,
            STOCK_ROW_SHOWN,
            sort=order_of(found, _NEWEST),
            hint=index_for(found),
            skip=query.skip,
            limit=query.limit,
            max_time_ms=READ_MAX_TIME_MS,
        ).to_list(query.limit)
        total = await self._logs.count_documents(found, hint=index_for(found), maxTimeMS=READ_MAX_TIME_MS)
        return [stock_row_shape(row) for row in rows], total

    def rows(self, product_id: str, chosen: StockFilter) -> AsyncIterator[StockRowShape]:
        """All of a product's chosen moves, newest first.

        Raises:
            Invalid: at once, before the first is asked for: the time ends before it begins.
        """
        return self._rows(filter_of(product_id, chosen, self.zone))

    async def _rows(self, found: Document) -> AsyncIterator[StockRowShape]:
        rows = self._logs.find(
            found,
            STOCK_ROW_SHOWN,
            sort=order_of(found, _NEWEST),
            hint=index_for(found),
            limit=MAX_EXPORTED,
            batch_size=_EXPORT_BATCH,
            max_time_ms=_EXPORT_MAX_TIME_MS,
        )
        async for row in rows:
            yield stock_row_shape(row)

    async def history(self, product_id: str, query: StockHistoryQuery) -> list[StockPointShape]:
        """The product's stock over time, at most `MAX_POINTS` points; each holds until the next."""
        found = filter_of(product_id, query, self.zone)
        last = await self._end(found, _NEWEST)
        if last is None:
            return await self._level_before(product_id, query)
        first = await self._end(found, _OLDEST) or last
        begins = max(first["seq"], last["seq"] - MAX_THINNED + 1)
        points = await self._between(ObjectId(product_id), begins, last["seq"])
        since, _ = query.moments(self.zone)
        if since is not None and 1 < first["seq"] == begins:
            points.insert(0, stock_point_shape(since, first["old_stock"]))
        return points

    async def _end(self, found: Document, direction: int) -> Document | None:
        return await self._logs.find_one(
            found,
            _POINT,
            sort=order_of(found, direction),
            hint=index_for(found),
            max_time_ms=READ_MAX_TIME_MS,
        )

    async def _level_before(self, product_id: str, query: StockHistoryQuery) -> list[StockPointShape]:
        """Nothing moved: the stock as it was at `from`."""
        since, _ = query.moments(self.zone)
        if since is None:
            return []
        earlier = StockHistoryQuery.model_validate({"to": since})
        before = await self._end(filter_of(product_id, earlier, self.zone), _NEWEST)
        return [] if before is None else [stock_point_shape(since, before["new_stock"])]

    async def _between(self, product_id: ObjectId, first: int, last: int) -> list[StockPointShape]:
        """The points of the moves `first` to `last`, which have no gap."""
        found = {"product_id": product_id, "seq": {"$gte": first, "$lte": last}}
        count = last - first + 1
        if count < MAX_POINTS:
            rows = await self._logs.find(
                found, _POINT, sort=[("seq", 1)], limit=MAX_POINTS, max_time_ms=READ_MAX_TIME_MS
            ).to_list(MAX_POINTS)
        else:
            buckets = self._logs.aggregate(_thin(found, first, -(-count // _BUCKETS)), maxTimeMS=READ_MAX_TIME_MS)
            kept = {row["seq"]: row async for bucket in buckets for row in bucket["kept"]}
            rows = [kept[seq] for seq in sorted(kept)]
        return [stock_point_shape(row["timestamp"], row["new_stock"]) for row in rows]


def _thin(found: Document, first: int, bucket: int) -> list[Document]:
    """Of every `bucket` moves the first, the last, the lowest and the highest stock."""

    def one(**order: int) -> Document:
        row = {"seq": "$seq", "timestamp": "$timestamp", "new_stock": "$new_stock"}
        return {"$top": {"sortBy": order, "output": row}}

    return [
        {"$match": found},
        {
            "$group": {
                "_id": {"$floor": {"$divide": [{"$subtract": ["$seq", first]}, bucket]}},
                "first": one(seq=1),
                "last": one(seq=-1),
                "low": one(new_stock=1, seq=1),
                "high": one(new_stock=-1, seq=1),
            }
        },
        {"$project": {"kept": ["$first", "$last", "$low", "$high"]}},
    ]


def filter_of(product_id: str, query: StockHistoryQuery, zone: ZoneInfo) -> Document:
    """The filter, in the form that an index serves: of all types by `seq`, of some or for a time by type and time."""
    found: Document = {"product_id": ObjectId(product_id)}
    since, until = query.moments(zone)
    bounds = {"$gte": since, "$lt": until}
    within = {operator: moment for operator, moment in bounds.items() if moment is not None}
    change_type = query.change_type if isinstance(query, StockFilter) else None
    if change_type is not None or within:
        found["change_type"] = change_type or {"$in": list(get_args(ChangeType))}
    if within:
        found["timestamp"] = within
    return found


def order_of(found: Document, direction: int) -> _Keys:
    """The order of what the filter finds: 1 for the oldest first, -1 for the newest."""
    by_seq = ("seq", direction)
    return [("timestamp", direction), by_seq] if "change_type" in found else [by_seq]


def index_for(found: Document) -> _Keys:
    """The index that holds the filter's rows in order; left to itself the planner may sort in memory instead."""
    return _BY_TYPE_AND_TIME if "change_type" in found else _BY_SEQ
