"""When the goods of an order can be picked up."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from souk_common.settings import Settings
from souk_orders.orders.model import Pickup


def schedule_pickup(bought_at: datetime, settings: Settings) -> Pickup:
    """Some days after the purchase, from the opening hour, both by the shop's own calendar and clock.

    An opening hour that a change to daylight saving time skips moves on by the length of the gap.
    """
    zone = ZoneInfo(settings.shop_timezone)
    day = bought_at.astimezone(zone).date() + timedelta(days=settings.pickup_after_days)
    opening = datetime.combine(day, time.fromisoformat(settings.pickup_from), tzinfo=zone)
    return Pickup(opening.astimezone(UTC), settings.pickup_place, settings.shop_timezone)
