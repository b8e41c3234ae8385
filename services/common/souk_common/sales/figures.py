"""What was sold on a day, and how days add up. Money is in cents, ids are 24 hex characters.

Sold are the lines of parts that were not cancelled. Everything is a sum of integers, so that the order of adding does
not matter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest


@dataclass(frozen=True, slots=True)
class Sold:
    """Revenue, the orders with at least one line sold, and the units of these lines."""

    revenue_cents: int = 0
    orders: int = 0
    units: int = 0

    def __add__(self, other: "Sold") -> "Sold":
        """Both together."""
        return Sold(self.revenue_cents + other.revenue_cents, self.orders + other.orders, self.units + other.units)

    @property
    def average_order_cents(self) -> int:
        """Revenue by order, rounded half up to the cent; 0 without an order."""
        return (2 * self.revenue_cents + self.orders) // (2 * self.orders) if self.orders else 0


@dataclass(frozen=True, slots=True)
class Statuses:
    """How many orders (for a seller: parts) have each status."""

    placed: int = 0
    completed: int = 0
    cancelled: int = 0

    def __add__(self, other: "Statuses") -> "Statuses":
        """Both together."""
        return Statuses(self.placed + other.placed, self.completed + other.completed, self.cancelled + other.cancelled)


@dataclass(frozen=True, slots=True)
class ProductColumns:
    """Products sold, as columns: they are stored so, and adding up a year of them takes a fraction of the time."""

    ids: list[str] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    cents: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SellerColumns:
    """Sellers who sold something, as columns."""

    ids: list[str] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    cents: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DaySales:
    """One day of the market, or of one seller (then without `sellers`)."""

    sold: Sold = Sold()
    statuses: Statuses = Statuses()
    products: ProductColumns = ProductColumns()
    sellers: SellerColumns = SellerColumns()


@dataclass(frozen=True, slots=True)
class ProductSales:
    """What was sold of one product."""

    product_id: str
    units: int
    revenue_cents: int


@dataclass(frozen=True, slots=True)
class SellerSales:
    """What one seller sold."""

    seller_id: str
    sold: Sold


@dataclass(slots=True)
class PeriodSales:
    """The sum of days."""

    sold: Sold = Sold()
    statuses: Statuses = Statuses()
    _units: dict[str, int] = field(default_factory=dict)
    _cents: dict[str, int] = field(default_factory=dict)
    _sellers: dict[str, Sold] = field(default_factory=dict)

    @classmethod
    def of(cls, days: Iterable[DaySales]) -> "PeriodSales":
        """The sum of the days."""
        total = cls()
        for day in days:
            total.add(day)
        return total

    def add(self, day: DaySales) -> None:
        """Add a day."""
        self.sold += day.sold
        self.statuses += day.statuses
        units, cents = self._units, self._cents
        for product_id, more_units, more_cents in zip(
            day.products.ids, day.products.units, day.products.cents, strict=True
        ):
            units[product_id] = units.get(product_id, 0) + more_units
            cents[product_id] = cents.get(product_id, 0) + more_cents
        for seller_id, sold in _sellers(day.sellers):
            self._sellers[seller_id] = self._sellers.get(seller_id, Sold()) + sold

    def top_products(self, most: int) -> list[ProductSales]:
        """Those of which most units were sold; of equals the one with more revenue, then the older one, comes first."""
        rows = (ProductSales(product_id, units, self._cents[product_id]) for product_id, units in self._units.items())
        return nsmallest(most, rows, key=lambda row: (-row.units, -row.revenue_cents, row.product_id))

    def top_sellers(self, most: int) -> list[SellerSales]:
        """Those with the highest revenue; of equals the one with more units, then the older one, comes first."""
        rows = (SellerSales(seller_id, sold) for seller_id, sold in self._sellers.items())
        return nsmallest(most, rows, key=lambda row: (-row.sold.revenue_cents, -row.sold.units, row.seller_id))


def _sellers(columns: SellerColumns) -> Iterable[tuple[str, Sold]]:
    rows = zip(columns.ids, columns.cents, columns.orders, columns.units, strict=True)
    return ((seller_id, Sold(cents, orders, units)) for seller_id, cents, orders, units in rows)
