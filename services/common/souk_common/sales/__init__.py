"""What was sold: one way of counting it, for every dashboard and for the storefront."""

from souk_common.sales.figures import DaySales, PeriodSales, Sold, Statuses
from souk_common.sales.read_sales import SalesReader
from souk_common.sales.shop_days import DAYS_OF, MAX_PERIOD_DAYS, Period, PeriodName, ShopDay, date_of, last_days

__all__ = [
    "DAYS_OF",
    "MAX_PERIOD_DAYS",
    "DaySales",
    "Period",
    "PeriodName",
    "PeriodSales",
    "SalesReader",
    "ShopDay",
    "Sold",
    "Statuses",
    "date_of",
    "last_days",
]
