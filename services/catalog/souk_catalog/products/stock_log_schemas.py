"""What is asked of a product's stock log, and what it answers."""

import re
from datetime import UTC, date, datetime
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BeforeValidator, Field, TypeAdapter, ValidationError, WithJsonSchema

from souk_common.inventory import ChangeType
from souk_common.pagination import PageQuery
from souk_common.problems import Invalid
from souk_common.sales.shop_days import Period
from souk_common.schemas import Id, QueryModel, ResponseModel, Timestamp

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = TypeAdapter[datetime](AwareDatetime)
_YEARS = range(2000, 2200)


def _day_or_moment(value: object) -> date | datetime:
    try:
        is_day = isinstance(value, str) and _DAY.fullmatch(value)
        when = date.fromisoformat(str(value)) if is_day else _MOMENT.validate_python(value).astimezone(UTC)
    except (ValidationError, ValueError, OverflowError):
        raise ValueError("must be a day such as 2026-11-20, or a moment such as 2026-11-20T08:00:00Z") from None
    if when.year not in _YEARS:
        raise ValueError(f"must be between the years {_YEARS.start} and {_YEARS.stop}")
    return when


DayOrMoment = Annotated[
    date | datetime,
    BeforeValidator(_day_or_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]


class StockHistoryQuery(QueryModel):
    """The time to look at: `from` <= timestamp < `to`. A day is one of the shop's calendar, and `to` includes it."""

    since: DayOrMoment | None = Field(default=None, alias="from")
    until: DayOrMoment | None = Field(default=None, alias="to")

    def moments(self, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
        """The same as moments.

        Raises:
            Invalid: it ends before it begins.
        """
        since, until = _edge(self.since, zone), _edge(self.until, zone, at_end=True)
        if since is not None and until is not None and since > until:
            raise Invalid({"from": "must not be after to"})
        return since, until


class StockFilter(StockHistoryQuery):
    """Which rows of a product's stock log to show."""

    change_type: ChangeType | None = None


class StockLogQuery(PageQuery, StockFilter):
    """A page of them."""


def _edge(when: date | datetime | None, zone: ZoneInfo, *, at_end: bool = False) -> datetime | None:
    if when is None or isinstance(when, datetime):
        return when
    [day] = Period(when, when).shop_days(zone)
    return day.end if at_end else day.start


class StockRow(ResponseModel):
    """One move of a product's stock."""

    seq: int
    change_type: ChangeType
    delta: int
    old_stock: int
    new_stock: int
    reason: str | None
    order_id: Id | None
    timestamp: Timestamp


class StockPoint(ResponseModel):
    """The stock from a moment on."""

    at: Timestamp
    stock: int


class StockHistory(ResponseModel):
    """A product's stock over time and right now, and the time zone of the shop's calendar."""

    timezone: str
    name: str
    stock: int
    stock_seq: int
    low_stock_threshold: int
    points: list[StockPoint]
