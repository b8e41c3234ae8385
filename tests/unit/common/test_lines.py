"""Lines are summed by product and taken in one order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_common.inventory import Line, sum_lines
from souk_common.problems import Invalid

LINES = st.lists(st.builds(Line, st.sampled_from("abcd"), st.integers(1, 9), st.none()), max_size=12)


@given(LINES)
def test_each_product_stands_once_in_order_with_all_its_units(lines: list[Line]) -> None:
    summed = sum_lines(lines)
    ids = [line.product_id for line in summed]
    assert ids == sorted(set(ids))
    assert sum(line.quantity for line in summed) == sum(line.quantity for line in lines)


def test_a_price_named_on_one_line_holds_for_the_product() -> None:
    assert sum_lines([Line("a", 1), Line("a", 2, 500)]) == [Line("a", 3, 500)]


def test_two_prices_for_one_product_are_refused() -> None:
    with pytest.raises(Invalid):
        sum_lines([Line("a", 1, 400), Line("a", 2, 500)])
