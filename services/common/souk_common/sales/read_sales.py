"""Reading what was sold, day by day: from the days that were added up, and for all others from the orders."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bson import ObjectId

from souk_common.mongo import READ_MAX_TIME_MS, Client, Database, Document, Session
from souk_common.sales.figures import DaySales
from souk_common.sales.pipeline import Counted, market_day, sales_pipeline, seller_days
from souk_common.sales.rolled_days import ONLY_FIGURES, SALES_CHANGES, SALES_DAYS, day_sales, of_market_or_seller
from souk_common.sales.shop_days import Period, ShopDay, date_of

MAX_CHANGES = 10_000
_BATCH = 100
_SPAN = {"start": 1, "end": 1}


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sales of each day of a period and of the one before; of the latter without products and sellers."""

    days: list[DaySales]
    before: list[DaySales]


class SalesReader:
    """The sales of shop days, of the market or of one seller: all of an answer as of one moment."""

    def __init__(self, db: Database, shop_timezone: str) -> None:
        self._client: Client = db.client
        self._db = db
        self._zone = ZoneInfo(shop_timezone)

    async def now(self) -> datetime:
        """The database's clock."""
        hello = await self._db.command(
            "hello", codec_options=self._db.codec_options, read_preference=self._db.read_preference
        )
        moment: datetime = hello["localTime"]
        return moment

    async def today(self) -> date:
        """The shop's day by the database's clock."""
        return date_of(await self.now(), self._zone)

    async def compare(self, period: Period, seller_id: str | None = None) -> Comparison:
        """The sales of the period and of the one before, of the market or of one seller."""
        days, before = period.shop_days(self._zone), period.before.shop_days(self._zone)
        async with await self._client.start_session(snapshot=True) as session:
            return Comparison(
                await self._read(days, seller_id, session),
                await self._read(before, seller_id, session, ONLY_FIGURES),
            )

    async def days(self, period: Period) -> list[DaySales]:
        """The market's sales of each day of the period."""
        async with await self._client.start_session(snapshot=True) as session:
            return await self._read(period.shop_days(self._zone), None, session)

    async def _read(
        self, days: Sequence[ShopDay], seller_id: str | None, session: Session, shown: Document | None = None
    ) -> list[DaySales]:
        rows = await self._rows(days, seller_id, shown, session)
        market = rows if seller_id is None else await self._rows(days, None, _SPAN, session)
        ends = {start: row["end"] for start, row in market.items()}
        added_up = {day.start for day in days if ends.get(day.start) == day.end} - await self._changed(days, session)
        traded = await self._traded(seller_id, session)
        sales = []
        for day in days:
            if day.start in added_up:
                sales.append(day_sales(rows[day.start]) if day.start in rows else DaySales())
            elif traded and day.start <= traded[1] and day.end > traded[0]:
                sales.append(await count_day(self._db, day, seller_id, session))
            else:
                sales.append(DaySales())
        return sales

    async def _changed(self, days: Sequence[ShopDay], session: Session) -> set[datetime]:
        """The starts of the days with an order that changed; beyond `MAX_CHANGES` all later days are taken for such."""
        changes = await (
            self._db[SALES_CHANGES]
            .find(
                {"at": _within(days)},
                {"_id": 0, "at": 1},
                sort=[("at", 1)],
                limit=MAX_CHANGES,
                max_time_ms=READ_MAX_TIME_MS,
                session=session,
            )
            .to_list(MAX_CHANGES)
        )
        starts = [day.start for day in days]
        changed = {starts[bisect_right(starts, change["at"]) - 1] for change in changes}
        if len(changes) == MAX_CHANGES:
            changed.update(start for start in starts if start > changes[-1]["at"])
        return changed

    async def _rows(
        self, days: Sequence[ShopDay], seller_id: str | None, shown: Document | None, session: Session
    ) -> dict[datetime, Document]:
        found = {**of_market_or_seller(seller_id), "start": _within(days)}
        rows = self._db[SALES_DAYS].find(
            found, shown, limit=len(days), batch_size=_BATCH, max_time_ms=READ_MAX_TIME_MS, session=session
        )
        return {row["start"]: row async for row in rows}

    async def _traded(self, seller_id: str | None, session: Session) -> tuple[datetime, datetime] | None:
        """The moments of the first and of the last order."""
        found = {} if seller_id is None else {"parts.seller_id": ObjectId(seller_id)}
        ends = [
            await self._db["orders"].find_one(
                found,
                {"_id": 0, "timestamp": 1},
                sort=[("timestamp", direction), ("_id", direction)],
                max_time_ms=READ_MAX_TIME_MS,
                session=session,
            )
            for direction in (1, -1)
        ]
        return (ends[0]["timestamp"], ends[1]["timestamp"]) if ends[0] and ends[1] else None


async def count_day(db: Database, day: ShopDay, seller_id: str | None, session: Session) -> DaySales:
    """What was sold on a day, counted from its orders."""
    counted = await count_orders(db, day, seller_id, session)
    if seller_id is None:
        return market_day(counted)
    return seller_days(counted).get(ObjectId(seller_id), DaySales())


async def count_orders(db: Database, day: ShopDay, seller_id: str | None, session: Session) -> Counted:
    """What the pipeline says of a day, of the market or of one seller."""
    pipeline = sales_pipeline(day.start, day.end, seller_id)
    rows = await db["orders"].aggregate(pipeline, maxTimeMS=READ_MAX_TIME_MS, session=session).to_list(1)
    counted: Counted = rows[0]  # type: ignore[assignment]  # the pipeline's one row
    return counted


def _within(days: Sequence[ShopDay]) -> Document:
    return {"$gte": days[0].start, "$lt": days[-1].end}
