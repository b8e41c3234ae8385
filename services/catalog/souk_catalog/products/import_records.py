"""One record of an import: what it may hold, and how the attributes of real data become ours."""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from souk_catalog.products.fields import (
    INT64,
    MAX_ATTRIBUTE_KEY,
    MAX_ATTRIBUTE_TEXT,
    MAX_ATTRIBUTES,
    MAX_NAME,
    NOT_IN_TEXT,
    Brand,
    Category,
    Description,
    Images,
    LowStockThreshold,
    Name,
    OpeningStock,
    Sku,
)
from souk_catalog.products.model import Attributes, AttributeValue, Details
from souk_common.money import MAX_PRICE_CENTS, PriceIn
from souk_common.problems import in_words, parse_constant
from souk_common.schemas import RequestModel

_SPACES = re.compile(r"\s+")
_JSON_COLUMNS = frozenset({"attributes", "images"})
_WHOLE_COLUMNS = frozenset({"price_cents", "stock", "low_stock_threshold"})
_WHOLE = re.compile(r"\d{1,12}")
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?")


def cut(text: str, longest: int) -> str:
    """The text in one line without control characters; a longer one than `longest` characters ends in …"""
    plain = _SPACES.sub(" ", NOT_IN_TEXT.sub(" ", text)).strip()
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def _cut_name(name: object) -> object:
    return cut(name, MAX_NAME) if isinstance(name, str) and len(name) > MAX_NAME else name


def plain_attributes(raw: object) -> Attributes:
    """The attributes of real data as ours: keys and texts cut to what fits, lists joined, nulls and nothings left out.

    Raises:
        ValueError: it is not an object.
    """
    if not isinstance(raw, Mapping):
        raise ValueError("must be an object")
    plain: Attributes = {}
    for raw_key, raw_value in raw.items():
        key = cut(str(raw_key).replace(".", "_").lstrip("$ "), MAX_ATTRIBUTE_KEY)
        value = _plain_value(raw_value)
        if key and value is not None and key not in plain:
            plain[key] = value
        if len(plain) == MAX_ATTRIBUTES:
            break
    return plain


def _plain_value(value: object) -> AttributeValue | None:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return value if value in INT64 else cut(str(value), MAX_ATTRIBUTE_TEXT)
    if isinstance(value, Decimal):
        number = float(value)
        return number if math.isfinite(number) else None
    if isinstance(value, Mapping):
        value = json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, list):
        value = ", ".join(str(part) for part in map(_plain_value, value) if part is not None)
    return (cut(value, MAX_ATTRIBUTE_TEXT) or None) if isinstance(value, str) else None


class ImportRecord(RequestModel):
    """One product of an import. The price comes as `price_cents` or as `price`."""

    sku: Sku
    name: Annotated[Name, BeforeValidator(_cut_name)]
    category: Category
    description: Description = ""
    brand: Brand | None = None
    price_cents: Annotated[int, Field(strict=True, ge=1, le=MAX_PRICE_CENTS)] | None = None
    price: PriceIn | None = None
    attributes: Annotated[Attributes, BeforeValidator(plain_attributes)] = Field(default_factory=dict)
    released: str | None = None
    ean: list[str] | str | None = None
    image_url: str | None = None
    """Links to other sites are not kept: the shop shows pictures of its own only."""
    images: Images | None = None
    stock: OpeningStock | None = None
    low_stock_threshold: LowStockThreshold | None = None

    @model_validator(mode="after")
    def _has_one_price(self) -> "ImportRecord":
        if len({self.price_cents, self.price} - {None}) != 1:
            raise ValueError("price_cents or price must be given (and be equal when both are)")
        return self

    def details(self) -> Details:
        """All but the stock."""
        extra = plain_attributes({"released": self.released, "ean": self.ean})
        attributes = dict(list({**extra, **self.attributes}.items())[:MAX_ATTRIBUTES])
        return Details(
            self.name,
            self.description,
            self.price_cents or self.price or 0,
            self.category,
            self.sku,
            self.brand,
            attributes,
            self.images,
            self.low_stock_threshold,
        )


@dataclass(frozen=True, slots=True)
class GoodLine:
    """A line that holds a product; `stock` is None when it says nothing of it."""

    line: int
    sku: str
    details: Details
    stock: int | None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that does not, and why: what is wrong by field."""

    line: int
    sku: str | None
    errors: dict[str, str]


def read_json(line: int, text: bytes) -> GoodLine | BadLine:
    """A line of JSONL."""
    try:
        record: object = json.loads(text.decode("utf-8"), parse_float=Decimal, parse_constant=parse_constant)
    except UnicodeDecodeError:
        return BadLine(line, None, {"record": "is not UTF-8"})
    except (ValueError, RecursionError):
        return BadLine(line, None, {"record": "is not JSON"})
    if not isinstance(record, dict):
        return BadLine(line, None, {"record": "must be a JSON object"})
    return _read(line, record)


def read_csv(line: int, columns: list[str], cells: list[str]) -> GoodLine | BadLine:
    """A row of CSV under these columns; an empty cell says nothing."""
    if len(cells) != len(columns):
        return BadLine(line, None, {"record": f"has {len(cells)} cells, the header has {len(columns)}"})
    record = {column: _typed(column, cell) for column, cell in zip(columns, cells, strict=True) if cell != ""}
    return _read(line, record)


def _typed(column: str, cell: str) -> object:
    """The cell as JSON would have it; as it is when it does not look so, for the validation to refuse."""
    text = cell.strip()
    if column in _WHOLE_COLUMNS and _WHOLE.fullmatch(text):
        return int(text)
    if column == "price" and _NUMBER.fullmatch(text):
        return Decimal(text)
    if column in _JSON_COLUMNS:
        try:
            value: object = json.loads(text, parse_float=Decimal, parse_constant=parse_constant)
        except (ValueError, RecursionError):
            return cell
        return value
    return cell


def _read(line: int, record: dict[str, object]) -> GoodLine | BadLine:
    raw_sku = record.get("sku")
    sku = raw_sku[:100] if isinstance(raw_sku, str) and not NOT_IN_TEXT.search(raw_sku) else None
    try:
        known = ImportRecord.model_validate(record)
    except ValidationError as error:
        fields: dict[str, str] = {}
        for entry in error.errors(include_url=False, include_input=False):
            field = ".".join(str(part) for part in entry["loc"]) or "price_cents"  # the one rule of the whole record
            fields.setdefault(cut(field, 100), in_words(entry))
        return BadLine(line, sku, fields)
    return GoodLine(line, known.sku, known.details(), known.stock)
