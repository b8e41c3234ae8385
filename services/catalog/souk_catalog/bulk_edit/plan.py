"""What a sheet would change, given how the products are now."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from souk_catalog.bulk_edit.sheet import LineError, Row, Sheet
from souk_common.problems import Invalid

MAX_CHANGED: Final = 5_000
"""Products that one edit may change: each costs the primary 0.5 ms, and a transaction may last 5 s."""


@dataclass(frozen=True, slots=True)
class Known:
    """A product of the seller as it is now."""

    id: str
    sku: str | None
    name: str
    price_cents: int
    stock: int
    stock_seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """What one line makes of a product; what the line does not name stays as it is."""

    line: int
    product: Known
    price_cents: int
    stock: int

    @property
    def is_any(self) -> bool:
        """Whether something would be different afterwards."""
        return self.has_new_price or self.has_new_stock

    @property
    def has_new_price(self) -> bool:
        """Whether the price would be different."""
        return self.price_cents != self.product.price_cents

    @property
    def has_new_stock(self) -> bool:
        """Whether the stock would be different."""
        return self.stock != self.product.stock


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes of a sheet in the order of its lines, and every bad line.

    The fingerprint is another one as soon as what the sheet touches is sold, restocked or priced anew.
    """

    changes: list[Change]
    errors: list[LineError]
    fingerprint: str


def make_plan(sheet: Sheet, products: Iterable[Known]) -> Plan:
    """Compare the sheet with the seller's products that it names.

    Raises:
        Invalid: more than `MAX_CHANGED` products would change.
    """
    known = list(products)
    by_id = {product.id: product for product in known}
    by_sku = {product.sku: product for product in known if product.sku is not None}
    errors = list(sheet.errors)
    line_of: dict[str, int] = {}
    seen: list[tuple[Row, Known]] = []
    for row in sheet.rows:
        product = _find(row, by_id, by_sku)
        key = "sku" if row.product_id is None else "id"
        if product is None:
            errors.append(LineError(row.line, key, "You have no such product"))
        elif product.id in line_of:
            errors.append(LineError(row.line, key, f"Line {line_of[product.id]} names this product already"))
        else:
            line_of[product.id] = row.line
            seen.append((row, product))
    changes = [change for row, product in seen if (change := _change(row, product)).is_any]
    if len(changes) > MAX_CHANGED:
        message = f"{len(changes):,} products would change, and one edit may change {MAX_CHANGED:,}: send it in parts"
        raise Invalid({"rows": message})
    return Plan(changes, sorted(errors, key=lambda error: error.line), _fingerprint(seen))


def _find(row: Row, by_id: Mapping[str, Known], by_sku: Mapping[str, Known]) -> Known | None:
    if row.product_id is not None:
        return by_id.get(row.product_id)
    return by_sku.get(row.sku) if row.sku is not None else None


def _change(row: Row, product: Known) -> Change:
    return Change(
        line=row.line,
        product=product,
        price_cents=product.price_cents if row.price_cents is None else row.price_cents,
        stock=product.stock if row.stock is None else row.stock,
    )


def _fingerprint(seen: list[tuple[Row, Known]]) -> str:
    """Of what each line touches: the price if it names one, the stock's `seq` if it names a stock; and what for."""
    touched = sorted(
        (
            product.id,
            row.price_cents and (product.price_cents, row.price_cents),
            None if row.stock is None else (product.stock_seq, row.stock),
        )
        for row, product in seen
    )
    return hashlib.sha256(repr(touched).encode()).hexdigest()
