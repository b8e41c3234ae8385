"""Money: an integer of cents inside, a JSON number with at most two decimals outside. Never a float on the way in."""

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

MAX_PRICE_CENTS = 100_000_000


def cents_from_number(value: object) -> int:
    """Cents of a price as it came from JSON: an `int` or a `Decimal` of units, in 0.01 .. 1,000,000.

    Raises:
        ValueError: any other type, more than two decimals, or out of range.
    """
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("must be a number")
    cents = Decimal(value) * 100
    if not cents.is_finite() or not 1 <= cents <= MAX_PRICE_CENTS:
        raise ValueError("must be from 0.01 to 1000000")
    if cents != cents.to_integral_value():
        raise ValueError("must have at most two decimals")
    return int(cents)


def _cents_from_query(value: object) -> int:
    if not isinstance(value, str) or len(value) > 16:  # noqa: PLR2004 - longer than any price in range
        raise ValueError("must be a number")
    try:
        cents = Decimal(value) * 100
    except ArithmeticError:
        raise ValueError("must be a number") from None
    if not cents.is_finite() or not 0 <= cents <= MAX_PRICE_CENTS or cents != cents.to_integral_value():
        raise ValueError("must be from 0 to 1000000 with at most two decimals")
    return int(cents)


def to_number(cents: int) -> float:
    """Cents as the number that JSON shows: 9999 -> 99.99 (the shortest float that prints so)."""
    return cents / 100


_NUMBER_SCHEMA = {"type": "number", "minimum": 0.01, "maximum": MAX_PRICE_CENTS // 100, "multipleOf": 0.01}

PriceIn = Annotated[int, BeforeValidator(cents_from_number), WithJsonSchema(_NUMBER_SCHEMA)]
"""A price in a request body; cents in Python."""

PriceQuery = Annotated[int, BeforeValidator(_cents_from_query), WithJsonSchema({"type": "number", "minimum": 0})]
"""A price bound in a query string; cents in Python."""

Price = Annotated[int, PlainSerializer(to_number, return_type=float), WithJsonSchema({"type": "number"})]
"""An amount in a response: cents in Python, a number with two decimals in JSON."""
