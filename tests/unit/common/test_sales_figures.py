"""Adding days up, and who is at the top."""

import pytest

from souk_common.sales import DaySales, PeriodSales, Sold, Statuses
from souk_common.sales.figures import PRODUCT, SELLER

A, B, C, D, X, Y = (bytes(11) + letter for letter in (b"a", b"b", b"c", b"d", b"x", b"y"))


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
        PRODUCT.pack(A, 1, 100) + PRODUCT.pack(B, 2, 200),
        SELLER.pack(X, 2, 3, 300),
    )
    other = DaySales(
        Sold(50, 1, 5),
        Statuses(cancelled=1),
        PRODUCT.pack(B, 5, 50),
        SELLER.pack(Y, 1, 5, 50),
    )
    total = PeriodSales.of([one, DaySales(), other])
    assert total.sold == Sold(350, 3, 8)
    assert total.statuses == Statuses(1, 1, 1)
    assert [(row.product_id, row.units, row.revenue_cents) for row in total.top_products(9)] == [
        (B.hex(), 7, 250),
        (A.hex(), 1, 100),
    ]
    assert [(row.seller_id, row.sold) for row in total.top_sellers(1)] == [(X.hex(), Sold(300, 2, 3))]


def test_of_equals_the_one_with_more_revenue_and_then_the_older_one_is_first() -> None:
    sold = [PRODUCT.pack(*row) for row in ((C, 5, 10), (B, 5, 20), (A, 5, 10), (D, 6, 1))]
    ranking = PeriodSales.of([DaySales(products=b"".join(sold))]).top_products(3)
    assert [row.product_id for row in ranking] == [D.hex(), B.hex(), A.hex()]
