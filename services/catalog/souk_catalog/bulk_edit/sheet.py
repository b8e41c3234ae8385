"""Reading the sheet of a bulk edit: CSV as the shop exports it or a spreadsheet saves it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from souk_catalog.products.csv_cells import csv_cells
from souk_common.inventory import MAX_STOCK
from souk_common.money import MAX_PRICE_CENTS, cents_from_number
from souk_common.problems import Invalid, TooLarge
from souk_common.schemas import parse_id

MAX_ROWS: Final = 20_000
_KEYS = ("id", "sku")
_VALUES = ("price", "price_cents", "stock")
_DELIMITERS = (",", ";", "\t")
_MAX_SKU = 100
_MAX_SHOWN = 40
_PRICE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,12}")
T = TypeVar("T")
Record = tuple[int, bytes]
"""A record of the file, with the number of its first line."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one line asks for: a product, by id or by SKU, and its price and stock. None: leave as it is."""

    line: int
    product_id: str | None
    sku: str | None
    price_cents: int | None
    stock: int | None


@dataclass(frozen=True, slots=True)
class LineError:
    """What is wrong with a line."""

    line: int
    field: str
    message: str


@dataclass(slots=True)
class Sheet:
    """The lines of a file, good ones and what is wrong with the others, and the columns that nobody asked for."""

    rows: list[Row] = field(default_factory=list)
    errors: list[LineError] = field(default_factory=list)
    ignored_columns: list[str] = field(default_factory=list)
    lines: int = 0


def read_sheet(records: Iterable[Record]) -> Sheet:
    """Read a whole file.

    An empty cell leaves as it is, an empty row is none, a column that is not known is ignored; `id` counts before
    `sku`. Cells may be parted by commas, semicolons or tabs; where it is not commas, a price may have a decimal comma.

    Raises:
        Invalid: there is no header that names a product and something to change.
        TooLarge: more than `MAX_ROWS` rows.
    """
    numbered = iter(records)
    _, first = next(numbered, (0, b""))
    header = _text(first)
    delimiter = max(_DELIMITERS, key=header.count)
    columns = _columns(header, delimiter)
    sheet = Sheet(ignored_columns=[name for name in columns if name and name not in (*_KEYS, *_VALUES)])
    for line, record in numbered:
        if not record.strip(b',;\t\r\n "'):
            continue
        sheet.lines += 1
        if sheet.lines > MAX_ROWS:
            raise TooLarge(f"A bulk edit may have at most {MAX_ROWS} rows. Send the file in parts.")
        _read(line, record, columns, delimiter, sheet)
    return sheet


def _text(record: bytes) -> str:
    try:
        return record.decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid({"header": "is not CSV in UTF-8"}) from None


def _columns(header: str, delimiter: str) -> list[str]:
    try:
        columns = [cell.strip().lower()[:_MAX_SHOWN] for cell in csv_cells(header, delimiter)]
    except ValueError:
        raise Invalid({"header": "is not CSV"}) from None
    known = [name for name in columns if name in (*_KEYS, *_VALUES)]
    if len(set(known)) < len(known):
        raise Invalid({"header": "names a column twice"})
    if not set(known) & set(_KEYS):
        raise Invalid({"header": "must name the products in a column sku or id"})
    if not set(known) & set(_VALUES):
        raise Invalid({"header": "must have a column price or stock"})
    if {"price", "price_cents"} <= set(known):
        raise Invalid({"header": "has both price and price_cents: leave one out"})
    return columns


def _read(line: int, record: bytes, columns: list[str], delimiter: str, sheet: Sheet) -> None:
    """Add one line to the sheet, as a row or as what is wrong with it."""
    try:
        cells = csv_cells(record.decode("utf-8"), delimiter)
    except UnicodeDecodeError:
        sheet.errors.append(LineError(line, "row", "Is not UTF-8"))
        return
    except ValueError:
        sheet.errors.append(LineError(line, "row", "Is not CSV: is a quote missing?"))
        return
    if len(cells) != len(columns):
        message = f"Has {len(cells)} cells, the header has {len(columns)}"
        sheet.errors.append(LineError(line, "row", message))
        return
    said = {name: text for name, cell in zip(columns, cells, strict=True) if (text := cell.strip())}
    wrong: list[LineError] = []

    def read(name: str, parse: Callable[[str], T]) -> T | None:
        if name not in said:
            return None
        try:
            return parse(said[name])
        except ValueError as error:
            message = str(error)
            wrong.append(LineError(line, name, message[:1].upper() + message[1:]))
            return None

    decimal_comma = delimiter != ","
    product_id = read("id", lambda text: str(parse_id(text)))
    sku = read("sku", _sku) if "id" not in said else None
    price_cents = read("price", lambda text: _cents(text, decimal_comma=decimal_comma))
    price_cents = price_cents if price_cents is not None else read("price_cents", _whole_cents)
    stock = read("stock", _stock)
    if not {"id", "sku"} & said.keys():
        wrong.append(LineError(line, "sku" if "sku" in columns else "id", "Is required"))
    sheet.errors += wrong
    if not wrong:
        sheet.rows.append(Row(line, product_id, sku, price_cents, stock))


def _sku(text: str) -> str:
    if len(text) > _MAX_SKU:
        raise ValueError(f"must have at most {_MAX_SKU} characters")
    return text


def _cents(text: str, *, decimal_comma: bool) -> int:
    plain = text.replace(",", ".", 1) if decimal_comma else text
    if not _PRICE.fullmatch(plain):
        raise ValueError("must be a number such as 12.50")
    return cents_from_number(Decimal(plain))


def _whole_cents(text: str) -> int:
    if not _WHOLE.fullmatch(text) or not 1 <= int(text) <= MAX_PRICE_CENTS:
        raise ValueError(f"must be a whole number from 1 to {MAX_PRICE_CENTS:,}")
    return int(text)


def _stock(text: str) -> int:
    if not _WHOLE.fullmatch(text) or int(text) > MAX_STOCK:
        raise ValueError(f"must be a whole number from 0 to {MAX_STOCK:,}")
    return int(text)
