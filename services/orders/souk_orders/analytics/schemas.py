"""The dashboards' figures at the API. Money is in units with two decimals, days are those of the shop's calendar."""

from datetime import date

from pydantic import Field, model_validator

from souk_common.money import Price
from souk_common.problems import Invalid
from souk_common.sales import DAYS_OF, MAX_PERIOD_DAYS, Period, PeriodName, last_days
from souk_common.schemas import DateIn, Id, QueryModel, ResponseModel

_DEFAULT_PERIOD: PeriodName = "30d"


class PeriodQuery(QueryModel):
    """Which days to show: a named period that ends today, or `from` and `to`, both included (366 days at most)."""

    period: PeriodName | None = None
    since: DateIn | None = Field(default=None, alias="from")
    until: DateIn | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _one_way_only(self) -> "PeriodQuery":
        if self.since is None and self.until is None:
            return self
        if self.period is not None:
            raise Invalid({"period": "must not be given together with from and to"})
        if self.since is None:
            raise Invalid({"from": "must be given together with to"})
        if self.until is None:
            raise Invalid({"to": "must be given together with from"})
        if self.since > self.until:
            raise Invalid({"from": "must not be after to"})
        if Period(self.since, self.until).days > MAX_PERIOD_DAYS:
            raise Invalid({"to": f"must be at most {MAX_PERIOD_DAYS} days after from, both included"})
        return self

    def chosen(self, today: date) -> Period:
        """The days asked for, as seen on the shop's day `today`."""
        if self.since is not None and self.until is not None:
            return Period(self.since, self.until)
        return last_days(DAYS_OF[self.period or _DEFAULT_PERIOD], today)


class PeriodOut(ResponseModel):
    """The days shown, and as many right before them."""

    since: date = Field(alias="from")
    until: date = Field(alias="to")
    days: int
    timezone: str
    before_from: date
    before_to: date


class Totals(ResponseModel):
    """What was sold: lines of parts that were not cancelled, by the day of the order.

    `orders` counts those with at least one such line; `average_order` is 0 when there is none.
    """

    revenue: Price
    orders: int
    units: int
    average_order: Price


class DayFigures(ResponseModel):
    """What was sold on one day."""

    day: date
    revenue: Price
    orders: int
    units: int


class TopProduct(ResponseModel):
    """A product among those of which most units were sold, as it is called today."""

    product_id: Id
    name: str
    image: str | None
    units: int
    revenue: Price


class TopSeller(ResponseModel):
    """A seller among those with the highest revenue."""

    seller_id: Id
    name: str
    orders: int
    units: int
    revenue: Price


class OrdersByStatus(ResponseModel):
    """Every order of the period; for a seller by the status of their part."""

    placed: int
    completed: int
    cancelled: int


class InventoryFigures(ResponseModel):
    """Products on sale now. `value` is price times stock; `low_stock` have some left, up to their own threshold."""

    value: Price
    products: int
    low_stock: int
    out_of_stock: int


class SalesFigures(ResponseModel):
    """What both dashboards show. `by_day` has every day, those without a sale too."""

    period: PeriodOut
    totals: Totals
    before: Totals
    by_day: list[DayFigures]
    top_products: list[TopProduct]
    orders_by_status: OrdersByStatus
    inventory: InventoryFigures


class SellerAnalytics(SalesFigures):
    """A seller's own figures."""


class UsersByRole(ResponseModel):
    """Active accounts."""

    buyer: int
    seller: int
    admin: int


class ProductsInCategory(ResponseModel):
    """How many products on sale a category has; `Other` stands for all but the largest."""

    category: str
    count: int


class LowStockProduct(ResponseModel):
    """A product on sale that is about to run out."""

    product_id: Id
    name: str
    seller_id: Id
    seller_name: str
    stock: int
    low_stock_threshold: int


class AdminDashboard(SalesFigures):
    """The figures of the whole market."""

    top_sellers: list[TopSeller]
    users_by_role: UsersByRole
    users_disabled: int
    products_by_category: list[ProductsInCategory]
    low_stock: list[LowStockProduct]
