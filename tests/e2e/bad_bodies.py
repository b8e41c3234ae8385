"""Bodies that are wrong in one place each, made from the ones that an operation takes."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.fixtures.operations import Operation, good_body

Json = Any
OPERATOR = {"$ne": None}
BAD_QUANTITIES: tuple[Json, ...] = (-1, 0, 1.5, 10**9, 10**30, "3", True, None)
BAD_PRICES: tuple[Json, ...] = (-1, 0, -0.01, 1.999, 1e300, 10**30, "9.99", True, None)
BAD_STOCKS: tuple[Json, ...] = (-1, 1.5, 10**30, "3", True, None)
BAD_DELTAS: tuple[Json, ...] = (0, 0.5, 10**30, "3", True, None)
BAD_POSITIONS: tuple[Json, ...] = (-1, 0, 1.5, 1001, 10**30, "3", True, None)
BAD_NUMBERS = {
    "quantity": BAD_QUANTITIES,
    "price": BAD_PRICES,
    "stock": BAD_STOCKS,
    "delta": BAD_DELTAS,
    "low_stock_threshold": BAD_STOCKS,
    "position": BAD_POSITIONS,
}
MAY_BE_LEFT_OUT = {("placeOrder", "price")}
FREE = {"attributes"}
"""Objects whose keys are the client's own; an operator as one of these is a wrong key."""


@dataclass(frozen=True)
class BadBody:
    """A body and the dotted path of what is wrong in it."""

    body: Json
    field: str


def bad_bodies(operation: Operation) -> Iterator[BadBody]:
    """Every way to get one place of the operation's body wrong."""
    good = good_body(operation)
    yield BadBody(OPERATOR, "$ne")
    for path, value in _places(good, ()):
        for bad in _wrong_values(operation, path, value):
            yield BadBody(_with(good, path, bad), ".".join(map(str, path)))
    for path, value in [((), good), *_places(good, ())]:
        if isinstance(value, dict) and not FREE & set(path):
            yield BadBody(_with(good, path, value | {"surplus": 1}), ".".join(map(str, (*path, "surplus"))))


def _wrong_values(operation: Operation, path: tuple[str | int, ...], value: Json) -> Iterator[Json]:
    yield OPERATOR
    name = str(path[-1])
    if name in BAD_NUMBERS:
        optional = (operation.id, name) in MAY_BE_LEFT_OUT or operation.id == "updateProduct"
        yield from (bad for bad in BAD_NUMBERS[name] if bad is not None or not optional)
    elif isinstance(value, str) and "attributes" not in path:
        yield from (3, True, [value])
    elif isinstance(value, list):
        yield from ("text", {"0": value[0]})


def _places(value: Json, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], Json]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key), child
        yield from _places(child, (*path, key))


def _with(good: Json, path: tuple[str | int, ...], bad: Json) -> Json:
    if not path:
        return bad
    body = copy.deepcopy(good)
    place = body
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = bad
    return body
