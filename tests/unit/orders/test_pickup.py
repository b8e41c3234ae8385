"""Pickup: two days later by the shop's calendar, from its opening hour, in summer and winter."""

from datetime import UTC, datetime

import pytest

from souk_common.settings import Settings
from souk_orders.orders.pickup import schedule_pickup


@pytest.mark.parametrize(
    ("zone", "opens", "bought", "ready"),
    [
        ("America/New_York", "08:00", "2026-11-20T15:00:00+00:00", "2026-11-22T13:00:00+00:00"),
        # already the 21st in UTC, still the 20th in New York
        ("America/New_York", "08:00", "2026-11-21T03:00:00+00:00", "2026-11-22T13:00:00+00:00"),
        # clocks go back between purchase and pickup
        ("America/New_York", "08:00", "2026-10-30T15:00:00+00:00", "2026-11-01T13:00:00+00:00"),
        # clocks go forward between purchase and pickup
        ("Europe/Vienna", "08:00", "2026-03-27T12:00:00+00:00", "2026-03-29T06:00:00+00:00"),
        # the opening hour is one that the clock skips that day
        ("Europe/Vienna", "02:30", "2026-03-27T12:00:00+00:00", "2026-03-29T01:30:00+00:00"),
        ("Asia/Kolkata", "08:00", "2026-11-20T20:00:00+00:00", "2026-11-23T02:30:00+00:00"),
    ],
)
def test_pickup_opens_two_days_later_at_the_shops_hour(zone: str, opens: str, bought: str, ready: str) -> None:
    settings = Settings(shop_timezone=zone, pickup_from=opens, pickup_place="Stall 7")
    pickup = schedule_pickup(datetime.fromisoformat(bought).astimezone(UTC), settings)
    assert pickup.at == datetime.fromisoformat(ready)
    assert (pickup.place, pickup.timezone) == ("Stall 7", zone)
