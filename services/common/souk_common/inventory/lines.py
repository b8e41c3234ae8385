"""Lines: how many of which product, and at which price the buyer saw it."""

from collections.abc import Iterable
from dataclasses import dataclass

from souk_common.problems import Invalid


@dataclass(frozen=True, slots=True)
class Line:
    """Units of one product. `seen_price_cents` is None when the buyer named no price."""

    product_id: str
    quantity: int
    seen_price_cents: int | None = None


def sum_lines(lines: Iterable[Line]) -> list[Line]:
    """One line a product, in product order: the order in which every transaction takes them.

    Raises:
        Invalid: two lines of one product name different prices.
    """
    summed: dict[str, Line] = {}
    for line in lines:
        known = summed.get(line.product_id)
        if known is None:
            summed[line.product_id] = line
            continue
        prices = {known.seen_price_cents, line.seen_price_cents} - {None}
        if len(prices) > 1:
            raise Invalid({"products": "two lines of one product name different prices"})
        price = prices.pop() if prices else None
        summed[line.product_id] = Line(line.product_id, known.quantity + line.quantity, price)
    return [summed[product_id] for product_id in sorted(summed)]
