"""Days of the shop's calendar, and the moments at which they begin and end."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

PeriodName = Literal["today", "7d", "30d", "90d"]
DAYS_OF: dict[PeriodName, int] = {"today": 1, "7d": 7, "30d": 30, "90d": 90}
MAX_PERIOD_DAYS = 366


@dataclass(frozen=True, slots=True)
class ShopDay:
    """One day: every moment from `start` (included) to `end` (not included), both UTC.

    It has 24 hours, but for those on which the clocks change.
    """

    date: date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    @property
    def dates(self) -> list[date]:
        """Its dates, the first one first."""
        return [self.since + timedelta(days=number) for number in range(self.days)]

    @property
    def before(self) -> "Period":
        """As many days, right before it."""
        return Period(self.since - timedelta(days=self.days), self.since - timedelta(days=1))

    def shop_days(self, zone: ZoneInfo) -> list[ShopDay]:
        """Its days in the shop's time zone, the first one first."""
        starts = [_start(each, zone) for each in (*self.dates, self.until + timedelta(days=1))]
        return [ShopDay(*day) for day in zip(self.dates, starts[:-1], starts[1:], strict=True)]


def last_days(count: int, today: date) -> Period:
    """The `count` days that end with today."""
    return Period(today - timedelta(days=count - 1), today)


def date_of(moment: datetime, zone: ZoneInfo) -> date:
    """The shop day that a moment belongs to."""
    return moment.astimezone(zone).date()


def _start(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day. A midnight that the clocks skip is the moment of the change."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
