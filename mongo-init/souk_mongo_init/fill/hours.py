"""When people buy: by hour, weekday and season, on the shop's own clock, and more of them as the year goes by."""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random

from .plan import Plan

# midnight to eleven at night
BY_HOUR = (3, 2, 1, 1, 1, 2, 4, 7, 10, 13, 15, 16, 17, 15, 14, 14, 15, 17, 20, 23, 24, 20, 13, 7)
# Monday to Sunday
BY_WEEKDAY = (0.95, 0.92, 0.95, 1.0, 1.12, 1.25, 1.1)
GROWTH = 1.8
HOLIDAYS_PEAK_DAY, HOLIDAYS_WIDTH_DAYS, HOLIDAYS_EXTRA = 344, 13.0, 0.9
NOISE = 0.1


def order_times(plan: Plan) -> list[datetime]:
    """A moment for each order, the earliest first, none after `plan.until`."""
    if not plan.orders:
        return []
    random = plan.random("calendar")
    hours = list(_hours(plan, random))
    chosen = random.choices(hours, [weight for _, _, weight in hours], k=plan.orders)
    return sorted(start + timedelta(milliseconds=random.randrange(length_ms)) for start, length_ms, _ in chosen)


def _hours(plan: Plan, random: Random) -> Iterator[tuple[datetime, int, float]]:
    """Each hour of the plan's days: when it begins (UTC), how much of it has gone by, and how busy it is."""
    today = plan.until.astimezone(plan.counter.zone).date()
    for number in range(plan.days + 1):
        day = today - timedelta(days=plan.days - number)
        busy = _busy(day, number / plan.days) * random.lognormvariate(0, NOISE)
        for hour, share in enumerate(BY_HOUR):
            start = datetime(day.year, day.month, day.day, hour, tzinfo=plan.counter.zone).astimezone(UTC)
            length_ms = min(3_600_000, (plan.until - start) // timedelta(milliseconds=1))
            if start >= plan.since and length_ms > 0:
                yield start, length_ms, busy * share * length_ms / 3_600_000


def _busy(day: date, elapsed: float) -> float:
    """How busy a day is; `elapsed` of the plan's time (0..1) has gone by."""
    from_peak = (day.timetuple().tm_yday - HOLIDAYS_PEAK_DAY) / HOLIDAYS_WIDTH_DAYS
    season = 1 + HOLIDAYS_EXTRA * math.exp(-from_peak * from_peak / 2)
    return season * BY_WEEKDAY[day.weekday()] * math.pow(GROWTH, elapsed)
