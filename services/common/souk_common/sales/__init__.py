"""What was sold: one way of counting it, for every dashboard and for the storefront."""

from souk_common.sales.figures import DaySales, PeriodSales, Sold, Statuses
from souk_common.sales.pipeline import market_day, seller_days
from souk_common.sales.read_sales import MAX_CHANGES, Comparison, SalesReader, count_orders
from souk_common.sales.rolled_days import ONLY_FIGURES, SALES_CHANGES, SALES_DAYS, day_row, note_change
from souk_common.sales.shop_days import DAYS_OF, MAX_PERIOD_DAYS, Period, PeriodName, ShopDay, date_of, last_days

__all__ = [
    "DAYS_OF",
    "MAX_CHANGES",
    "MAX_PERIOD_DAYS",
    "ONLY_FIGURES",
    "SALES_CHANGES",
    "SALES_DAYS",
    "Comparison",
    "DaySales",
    "Period",
    "PeriodName",
    "PeriodSales",
    "SalesReader",
    "ShopDay",
    "Sold",
    "Statuses",
    "count_orders",
    "date_of",
    "day_row",
    "last_days",
    "market_day",
    "note_change",
    "seller_days",
]
