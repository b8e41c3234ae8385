"""Adding days up, and who is at the top."""

import pytest

from souk_common.sales import DaySales, PeriodSales, Sold, Statuses
from souk_common.sales.figures import ProductColumns, SellerColumns


@pytest.mark.parametrize(
    ("cents", "orders", "average"),
    [(0, 0, 0), (0, 3, 0), (100, 3, 33), (200, 3, 67), (5, 2, 3), (1, 2, 1), (2**53 + 1, 2, 2**52 + 1)],
)
def test_the_average_order_is_rounded_half_up_to_the_cent(cents: int, orders: int, average: int) -> None:
    assert Sold(cents, orders, orders).average_order_cents == average


def test_days_add_up() -> None:
    one = DaySales(
        Sold(300, 2, 3),
        Statuses(placed=1, completed=1),
        ProductColumns(["a", "b"], [1, 2], [100, 200]),
        SellerColumns(["x"], [2], [3], [300]),
    )
    other = DaySales(
        Sold(50, 1, 5),
        Statuses(cancelled=1),
        ProductColumns(["b"], [5], [50]),
        SellerColumns(["y"], [1], [5], [50]),
    )
    total = PeriodSales.of([one, DaySales(), other])
    assert total.sold == Sold(350, 3, 8)
    assert total.statuses == Statuses(1, 1, 1)
    assert [(row.product_id, row.units, row.revenue_cents) for row in total.top_products(9)] == [
        ("b", 7, 250),
        ("a", 1, 100),
    ]
    assert [(row.seller_id, row.sold) for row in total.top_sellers(1)] == [("x", Sold(300, 2, 3))]


def test_of_equals_the_one_with_more_revenue_and_then_the_older_one_is_first() -> None:
    columns = ProductColumns(["c", "b", "a", "d"], [5, 5, 5, 6], [10, 20, 10, 1])
    ranking = PeriodSales.of([DaySales(products=columns)]).top_products(3)
    assert [row.product_id for row in ranking] == ["d", "b", "a"]
