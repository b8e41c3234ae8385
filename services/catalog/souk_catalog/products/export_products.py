"""Exporting a seller's products, in the form that the import reads."""

from collections.abc import AsyncIterator
from typing import Literal

from pydantic_core import to_json

from souk_catalog.products.csv_cells import csv_row
from souk_catalog.products.model import ExportShape
from souk_catalog.products.repository import Products

Format = Literal["jsonl", "csv"]
MEDIA_TYPES: dict[Format, str] = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}
_COLUMNS = tuple(ExportShape.__annotations__)
_CHUNK_ROWS = 100


async def export_products(products: Products, seller_id: str, form: Format) -> AsyncIterator[bytes]:
    """The seller's products that were not deleted, newest first, as pieces of JSONL or CSV.

    In CSV the attributes and images are JSON within their cell, and no cell is taken for a formula.
    """
    lines: list[bytes] = [csv_row(_COLUMNS).encode()] if form == "csv" else []
    async for product in products.all_of_seller(seller_id):
        lines.append(_csv_line(product) if form == "csv" else to_json(product) + b"\n")
        if len(lines) >= _CHUNK_ROWS:
            yield b"".join(lines)
            lines = []
    yield b"".join(lines)


def _csv_line(product: ExportShape) -> bytes:
    cells = {name: "" if value is None else str(value) for name, value in product.items()}
    for name in ("attributes", "images"):
        cells[name] = to_json(product[name]).decode()
    return csv_row([cells[name] for name in _COLUMNS]).encode()
