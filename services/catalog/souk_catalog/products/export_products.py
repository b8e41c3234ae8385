"""Exporting a seller's products: all that the import reads, or only what a bulk edit changes."""

from collections.abc import AsyncIterator, Callable
from typing import Literal

from pydantic_core import to_json

from souk_catalog.products.csv_cells import csv_row
from souk_catalog.products.model import EditableShape, ExportShape
from souk_catalog.products.present import editable_shape, export_shape
from souk_catalog.products.repository import Products
from souk_common.mongo import Document

Format = Literal["jsonl", "csv"]
MEDIA_TYPES: dict[Format, str] = {"jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}
Columns = Literal["all", "edit"]
_SHAPES: dict[Columns, Callable[[Document], ExportShape | EditableShape]] = {
    "all": export_shape,
    "edit": editable_shape,
}
_NAMES: dict[Columns, tuple[str, ...]] = {
    "all": tuple(ExportShape.__annotations__),
    "edit": tuple(EditableShape.__annotations__),
}
_CHUNK_ROWS = 100


async def export_products(products: Products, seller_id: str, form: Format, columns: Columns) -> AsyncIterator[bytes]:
    """The seller's products that were not deleted, newest first, as pieces of JSONL or CSV.

    In CSV the attributes and images are JSON within their cell, and no cell is taken for a formula.
    """
    lines: list[bytes] = [csv_row(_NAMES[columns]).encode()] if form == "csv" else []
    async for product in products.all_of_seller(seller_id, _SHAPES[columns]):
        lines.append(_csv_line(product) if form == "csv" else to_json(product) + b"\n")
        if len(lines) >= _CHUNK_ROWS:
            yield b"".join(lines)
            lines = []
    yield b"".join(lines)


def _csv_line(product: ExportShape | EditableShape) -> bytes:
    return csv_row([_cell(value) for value in product.values()]).encode()


def _cell(value: object) -> str | int:
    if isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else to_json(value).decode()
