"""The shop's calendar: every moment belongs to exactly one day, also when clocks change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_common.sales import Period, date_of, last_days

ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Berlin",
    "America/St_Johns",
    "Asia/Kolkata",
    # half an hour of daylight saving
    "Australia/Lord_Howe",
    # clocks change at midnight
    "America/Havana",
    "Africa/Cairo",
    "America/Sao_Paulo",
    # the 30th of December 2011 was left out
    "Pacific/Apia",
)
MOMENTS = st.integers(946_771_200_000, 4_102_444_800_000).map(lambda ms: datetime.fromtimestamp(ms / 1000, UTC))
"""From the year 2000 to 2100."""


@given(moment=MOMENTS, zone=st.sampled_from(ZONES).map(ZoneInfo))
def test_a_moment_is_in_its_own_day_and_in_neither_neighbour(moment: datetime, zone: ZoneInfo) -> None:
    own = date_of(moment, zone)
    around = Period(own - timedelta(days=1), own + timedelta(days=1)).shop_days(zone)
    assert [day.date for day in around if day.start <= moment < day.end] == [own]


@given(since=st.dates(date(2000, 1, 1), date(2100, 1, 1)), zone=st.sampled_from(ZONES).map(ZoneInfo))
def test_days_follow_each_other_without_a_gap(since: date, zone: ZoneInfo) -> None:
    days = Period(since, since + timedelta(days=365)).shop_days(zone)
    assert len(days) == 366
    assert [day.end for day in days[:-1]] == [day.start for day in days[1:]]
    assert all(day.start <= day.end for day in days)


@pytest.mark.parametrize(
    ("zone", "day", "start", "hours"),
    [
        ("America/New_York", "2026-03-08", "2026-03-08T05:00+00:00", 23),
        ("America/New_York", "2026-11-01", "2026-11-01T04:00+00:00", 25),
        ("America/New_York", "2026-11-20", "2026-11-20T05:00+00:00", 24),
        ("Europe/Berlin", "2026-03-29", "2026-03-28T23:00+00:00", 23),
        ("Asia/Kolkata", "2026-03-29", "2026-03-28T18:30+00:00", 24),
        ("Australia/Lord_Howe", "2026-10-04", "2026-10-03T13:30+00:00", 23.5),
        # midnight itself is skipped: the day begins at one o'clock
        ("Africa/Cairo", "2026-04-24", "2026-04-23T22:00+00:00", 23),
        # midnight comes twice: the day begins at the first
        ("America/Havana", "2026-11-01", "2026-11-01T04:00+00:00", 25),
        ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00+00:00", 0),
    ],
)
def test_a_day_begins_at_its_midnight_and_has_as_many_hours_as_the_clocks_leave_it(
    zone: str, day: str, start: str, hours: float
) -> None:
    [found] = Period(date.fromisoformat(day), date.fromisoformat(day)).shop_days(ZoneInfo(zone))
    assert found.start == datetime.fromisoformat(start)
    assert found.end - found.start == timedelta(hours=hours)


def test_the_period_before_has_as_many_days_and_ends_the_day_before() -> None:
    march = Period(date(2024, 3, 1), date(2024, 3, 31))
    assert march.days == 31
    assert march.before == Period(date(2024, 1, 30), date(2024, 2, 29))
    assert last_days(1, date(2026, 11, 20)) == Period(date(2026, 11, 20), date(2026, 11, 20))
    assert last_days(30, date(2026, 11, 20)) == Period(date(2026, 10, 22), date(2026, 11, 20))
