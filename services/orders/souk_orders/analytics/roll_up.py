"""Adding up the days that are over, so that a dashboard need not read their orders again (ADR 11)."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from souk_common.mongo import READ_MAX_TIME_MS, Document, Mongo, Session
from souk_common.sales import (
    MAX_CHANGES,
    ONLY_FIGURES,
    SALES_CHANGES,
    SALES_DAYS,
    Period,
    ShopDay,
    count_orders,
    date_of,
    day_row,
    market_day,
    seller_days,
)
from souk_orders.orders.repository import ORDERS

CLOSED_AFTER = timedelta(minutes=10)
"""How long after its end a day is added up. An order's moment is taken in the transaction that inserts it, and the
database ends any transaction after 5 s: by then every order of the day is there, even if the clocks of two members
differ by minutes."""
_LONGEST_DAY = timedelta(hours=36)
_MOST_DAYS = 20_000


@dataclass(frozen=True, slots=True)
class RollUp:
    """The use case, with what it works on."""

    mongo: Mongo
    zone: ZoneInfo

    async def due(self, now: datetime) -> list[ShopDay]:
        """The days that are over at `now` and were not added up since an order of theirs changed, in random order.

        Random, since every replica adds days up and they should not all begin with the same one.
        """
        closed = await self._closed(now)
        added_up = {(row["start"], row["end"]) for row in await self._added_up()}
        changes = self.mongo.db[SALES_CHANGES].find(
            {}, {"_id": 0, "at": 1}, sort=[("at", 1)], limit=MAX_CHANGES, max_time_ms=READ_MAX_TIME_MS
        )
        changed = {date_of(change["at"], self.zone) async for change in changes}
        due = [day for day in closed if (day.start, day.end) not in added_up or day.date in changed]
        random.shuffle(due)
        return due

    async def day(self, day: ShopDay) -> None:
        """Add a day up, unless another replica just did.

        It reads the orders as of one moment. Whoever changes one of them after that moment leaves a row in
        `sales_changes` that this transaction does not see, hence does not remove: the day stays out of date.
        """

        async def work(session: Session) -> None:
            if await self._is_fresh(day, session):
                return
            counted = await count_orders(self.mongo.db, day, None, session)
            rows = [day_row(day, None, market_day(counted))]
            rows += [day_row(day, seller_id, sales) for seller_id, sales in seller_days(counted).items()]
            await self.mongo.db[SALES_DAYS].delete_many(_overlapping(day), session=session)
            await self.mongo.db[SALES_DAYS].insert_many(rows, session=session)
            await self.mongo.db[SALES_CHANGES].delete_many(_within(day, "at"), session=session)

        await self.mongo.transaction(work)

    async def forget_wrong(self) -> int:
        """Remove the rows of days that have another number of orders than was added up; says how many.

        Nothing in the services leads to such a day, but orders do that were written from outside, by a restored backup
        or by hand.
        """
        wrong = 0
        for row in await self._added_up():
            placed = {"timestamp": {"$gte": row["start"], "$lt": row["end"]}}
            orders = await self.mongo.db[ORDERS].count_documents(placed, maxTimeMS=READ_MAX_TIME_MS)
            if orders != sum(row["statuses"].values()):
                await self.mongo.db[SALES_DAYS].delete_many({"_id": row["_id"]})
                wrong += 1
        return wrong

    async def _added_up(self) -> list[Document]:
        rows = self.mongo.db[SALES_DAYS].find(
            {"seller_id": None}, ONLY_FIGURES, limit=_MOST_DAYS, max_time_ms=READ_MAX_TIME_MS
        )
        return await rows.to_list(_MOST_DAYS)

    async def _closed(self, now: datetime) -> list[ShopDay]:
        first = await self.mongo.db[ORDERS].find_one(
            {}, {"timestamp": 1}, sort=[("timestamp", 1), ("_id", 1)], max_time_ms=READ_MAX_TIME_MS
        )
        if first is None:
            return []
        since, until = date_of(first["timestamp"], self.zone), date_of(now, self.zone)
        days = Period(since, until).shop_days(self.zone) if since <= until else []
        return [day for day in days if day.end + CLOSED_AFTER <= now]

    async def _is_fresh(self, day: ShopDay, session: Session) -> bool:
        row = await self.mongo.db[SALES_DAYS].find_one(
            {"seller_id": None, "start": day.start, "end": day.end}, {"_id": 1}, session=session
        )
        changed = await self.mongo.db[SALES_CHANGES].find_one(_within(day, "at"), {"_id": 1}, session=session)
        return row is not None and changed is None


def _within(day: ShopDay, field: str) -> Document:
    return {field: {"$gte": day.start, "$lt": day.end}}


def _overlapping(day: ShopDay) -> Document:
    """Also rows of days that began at another hour: the shop's time zone was another then."""
    return {"start": {"$gt": day.start - _LONGEST_DAY, "$lt": day.end}, "end": {"$gt": day.start}}
