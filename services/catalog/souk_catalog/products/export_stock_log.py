"""Exporting the stock log of a product as CSV."""

from collections.abc import AsyncIterator

from souk_catalog.products.csv_cells import csv_row
from souk_catalog.products.model import StockRowShape

_COLUMNS = tuple(StockRowShape.__annotations__)
_CHUNK_ROWS = 500


async def export_stock_log(rows: AsyncIterator[StockRowShape]) -> AsyncIterator[bytes]:
    """The rows as pieces of CSV. Numbers are numbers; no text is taken for a formula."""
    lines = [csv_row(_COLUMNS)]
    async for row in rows:
        lines.append(csv_row([_cell(row[name]) for name in _COLUMNS]))  # type: ignore[literal-required]  # the shape's own keys
        if len(lines) >= _CHUNK_ROWS:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def _cell(value: str | int | None) -> str | int:
    return "" if value is None else value
