"""Money keeps its cents, whatever the way it came."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from souk_common.money import MAX_PRICE_CENTS, Price, PriceIn, PriceQuery, cents_from_number

PRICE_IN, PRICE_QUERY, PRICE = TypeAdapter(PriceIn), TypeAdapter(PriceQuery), TypeAdapter(Price)


@given(st.integers(min_value=1, max_value=MAX_PRICE_CENTS))
def test_every_price_survives_the_way_out_and_in(cents: int) -> None:
    text = PRICE.dump_json(cents).decode()
    assert len(text.partition(".")[2]) <= 2
    assert PRICE_IN.validate_python(json.loads(text, parse_float=Decimal)) == cents


@pytest.mark.parametrize(
    "value", [0, -1, True, "9.99", None, 9.99, Decimal("9.999"), Decimal("0.001"), Decimal("NaN"), Decimal("1e30"), []]
)
def test_what_is_not_a_price_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="must"):
        cents_from_number(value)


@pytest.mark.parametrize(("text", "cents"), [("0", 0), ("19.99", 1999), ("5", 500), ("1e2", 10_000)])
def test_a_price_bound_in_a_query_is_read_as_cents(text: str, cents: int) -> None:
    assert PRICE_QUERY.validate_python(text) == cents


@pytest.mark.parametrize("text", ["", "x", "-1", "1.999", "NaN", "Infinity", "9" * 17, "1e99"])
def test_a_bad_price_bound_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PRICE_QUERY.validate_python(text)
