"""Exporting the stock log of a product as CSV."""

from collections.abc import AsyncIterator

from souk_catalog.products.csv_cells import csv_row
from souk_catalog.products.model import StockRowShape
from souk_catalog.products.stock_log import StockLog
from souk_catalog.products.stock_log_schemas import StockFilter

_COLUMNS = tuple(StockRowShape.__annotations__)
_CHUNK_ROWS = 500


async def export_stock_log(stock_log: StockLog, product_id: str, chosen: StockFilter) -> AsyncIterator[bytes]:
    """The chosen moves, newest first, as pieces of CSV. Numbers are numbers; no text is taken for a formula."""
    lines = [csv_row(_COLUMNS)]
    async for row in stock_log.rows(product_id, chosen):
        lines.append(csv_row([_cell(row[name]) for name in _COLUMNS]))  # type: ignore[literal-required]
        if len(lines) >= _CHUNK_ROWS:
            yield "".join(lines).encode()
            lines = []
    yield "".join(lines).encode()


def _cell(value: str | int | None) -> str | int:
    return "" if value is None else value
