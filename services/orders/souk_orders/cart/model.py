"""The cart: product and quantity by line, at most `MAX_LINES` of them, never more units than are in stock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from souk_common.problems import Conflict, InsufficientStock, NotFound
from souk_orders.cart.schemas import MAX_LINES

Lines = dict[str, int]
"""Quantity by product id, in the order in which they were put in."""


@dataclass(frozen=True, slots=True)
class Cart:
    """One buyer's cart; `version` 0 is a cart that was never written."""

    lines: Lines = field(default_factory=dict)
    version: int = 0


Change = Callable[[Lines, Mapping[str, int]], Lines]
"""Takes the lines and the stock by product id (only products on sale), gives the new lines."""


def add(product_id: str, quantity: int) -> Change:
    """Put `quantity` more of a product in."""

    def change(lines: Lines, stock: Mapping[str, int]) -> Lines:
        return {**lines, product_id: _capped(product_id, lines.get(product_id, 0) + quantity, stock)}

    return change


def set_quantity(product_id: str, quantity: int) -> Change:
    """Have exactly `quantity` of a product in."""

    def change(lines: Lines, stock: Mapping[str, int]) -> Lines:
        return {**lines, product_id: _capped(product_id, quantity, stock)}

    return change


def remove(product_id: str) -> Change:
    """Take a product out.

    Raises:
        NotFound: (on change) it is not in the cart.
    """

    def change(lines: Lines, _stock: Mapping[str, int]) -> Lines:
        if product_id not in lines:
            raise NotFound("This product is not in your cart.", product_id=product_id)
        return {known: quantity for known, quantity in lines.items() if known != product_id}

    return change


def replace(wanted: Lines) -> Change:
    """Have exactly these lines."""

    def change(_lines: Lines, stock: Mapping[str, int]) -> Lines:
        return {product_id: _capped(product_id, quantity, stock) for product_id, quantity in wanted.items()}

    return change


def merge(visitors: Lines) -> Change:
    """Join the cart of a visitor who has signed in.

    Of each product the larger quantity stays, so that a merge sent twice is a merge done once. What has sold out
    or left the market meanwhile is passed over: signing in must not fail for it.
    """

    def change(lines: Lines, stock: Mapping[str, int]) -> Lines:
        joined = dict(lines)
        for product_id, quantity in visitors.items():
            wanted = min(max(quantity, lines.get(product_id, 0)), stock.get(product_id, 0))
            if wanted > 0:
                joined[product_id] = wanted
        return dict(list(joined.items())[:MAX_LINES])

    return change


def check_size(lines: Lines) -> Lines:
    """The lines, when they are not too many.

    Raises:
        Conflict: more than `MAX_LINES` products.
    """
    if len(lines) > MAX_LINES:
        raise Conflict(f"A cart holds at most {MAX_LINES} different products.")
    return lines


def _capped(product_id: str, quantity: int, stock: Mapping[str, int]) -> int:
    if product_id not in stock:
        raise NotFound("There is no such product on sale.", product_id=product_id)
    if stock[product_id] == 0:
        raise InsufficientStock("This product is sold out.", product_id=product_id, available_stock=0)
    return min(quantity, stock[product_id])
