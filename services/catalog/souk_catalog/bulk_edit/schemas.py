"""What a bulk edit is asked and answers."""

from typing import Annotated, TypedDict

from pydantic import Field

from souk_common.money import Price
from souk_common.schemas import Id, QueryModel, ResponseModel

MAX_ERRORS = 1_000
MAX_SHOWN_APPLIED = 1_000


class BulkEditQuery(QueryModel):
    """Whether to show or to do it, and the fingerprint of what was shown."""

    dry_run: bool = True
    expected: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class BulkChange(ResponseModel):
    """What one line makes of a product."""

    line: int
    product_id: Id
    sku: str | None
    name: str
    price_from: Price
    price_to: Price
    stock_from: int
    stock_to: int


class BadLine(ResponseModel):
    """What is wrong with one cell of one line."""

    line: int
    field: str
    message: str


class BulkEditOut(ResponseModel):
    """What a bulk edit changes (`changed` products) and the `failed` lines.

    A dry run lists every change; once applied, the first 1000 are listed. The first 1000 errors are.
    """

    applied: bool
    rows: int
    changed: int
    changes: list[BulkChange]
    failed: int
    errors: list[BadLine]
    ignored_columns: list[str]
    fingerprint: str


class ChangeShape(TypedDict):
    """A `BulkChange` as JSON."""

    line: int
    product_id: str
    sku: str | None
    name: str
    price_from: float
    price_to: float
    stock_from: int
    stock_to: int


class ErrorShape(TypedDict):
    """A `BadLine` as JSON."""

    line: int
    field: str
    message: str


class EditShape(TypedDict):
    """A `BulkEditOut` as JSON: thousands of changes become bytes without a second validation."""

    applied: bool
    rows: int
    changed: int
    changes: list[ChangeShape]
    failed: int
    errors: list[ErrorShape]
    ignored_columns: list[str]
    fingerprint: str
