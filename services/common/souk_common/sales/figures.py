"""What was sold on a day, and how days add up. Money is in cents, ids are 24 hex characters.

Sold are the lines of parts that were not cancelled. Everything is a sum of integers, so that the order of adding does
not matter.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import nsmallest
from struct import Struct

PRODUCT = Struct("<12sqq")
"""What was sold of one product: its id, units, cents."""
SELLER = Struct("<12sqqq")
"""What one seller sold: their id, orders, units, cents."""


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
class DaySales:
    """One day of the market, or of one seller (then without `sellers`).

    `products` are records of `PRODUCT`, `sellers` of `SELLER`, one after the other. They are kept so and added up so: a
    year of the market has 150,000 of them, and as documents reading them would take longer than adding them up.
    """

    sold: Sold = Sold()
    statuses: Statuses = Statuses()
    products: bytes = b""
    sellers: bytes = b""


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


def _counts() -> defaultdict[bytes, int]:
    return defaultdict(int)


@dataclass(slots=True)
class PeriodSales:
    """The sum of days."""

    sold: Sold = Sold()
    statuses: Statuses = Statuses()
    _product_units: defaultdict[bytes, int] = field(default_factory=_counts)
    _product_cents: defaultdict[bytes, int] = field(default_factory=_counts)
    _seller_orders: defaultdict[bytes, int] = field(default_factory=_counts)
    _seller_units: defaultdict[bytes, int] = field(default_factory=_counts)
    _seller_cents: defaultdict[bytes, int] = field(default_factory=_counts)

    @classmethod
    def of(cls, days: Iterable[DaySales]) -> "PeriodSales":
        """The sum of the days. A year of the market takes a tenth of a second."""
        total = cls()
        for day in days:
            total._add(day)
        return total

    def top_products(self, most: int) -> list[ProductSales]:
        """Those of which most units were sold; of equals the one with more revenue, then the older one, comes first."""
        rows = ((-units, -self._product_cents[key], key) for key, units in self._product_units.items())
        return [ProductSales(key.hex(), -units, -cents) for units, cents, key in nsmallest(most, rows)]

    def top_sellers(self, most: int) -> list[SellerSales]:
        """Those with the highest revenue; of equals the one with more units, then the older one, comes first."""
        rows = ((-cents, -self._seller_units[key], key) for key, cents in self._seller_cents.items())
        return [
            SellerSales(key.hex(), Sold(-cents, self._seller_orders[key], -units))
            for cents, units, key in nsmallest(most, rows)
        ]

    def _add(self, day: DaySales) -> None:
        self.sold += day.sold
        self.statuses += day.statuses
        units, cents = self._product_units, self._product_cents
        for key, more_units, more_cents in PRODUCT.iter_unpack(day.products):
            units[key] += more_units
            cents[key] += more_cents
        for key, orders, more_units, more_cents in SELLER.iter_unpack(day.sellers):
            self._seller_orders[key] += orders
            self._seller_units[key] += more_units
            self._seller_cents[key] += more_cents
