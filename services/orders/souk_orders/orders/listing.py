"""From an order list's query to its filter."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from souk_common.mongo import Document
from souk_common.pagination import Page, page_count
from souk_common.problems import Invalid
from souk_orders.orders.model import Order
from souk_orders.orders.present import present
from souk_orders.orders.repository import timespan
from souk_orders.orders.schemas import OrderOut, OrderQuery, PeriodQuery


def placed_within(query: PeriodQuery, shop_timezone: str) -> Document:
    """The filter for the query's `from` and `to`.

    Raises:
        Invalid: `from` is after `to`.
    """
    zone = ZoneInfo(shop_timezone)
    since = _start(query.since, zone)
    until = _start(query.until, zone, days_later=1)
    if since and until and since > until:
        raise Invalid({"from": "must not be after to"})
    return timespan(since, until)


def _start(moment: datetime | date | None, zone: ZoneInfo, days_later: int = 0) -> datetime | None:
    if moment is None:
        return None
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return datetime.combine(moment + timedelta(days=days_later), time(), tzinfo=zone)


def page_of(orders: list[Order], total: int, query: OrderQuery) -> Page[OrderOut]:
    """One page of orders."""
    items = [present(order) for order in orders]
    return Page(items=items, total=total, page=query.page, pages=page_count(total, query.limit))
