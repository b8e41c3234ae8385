"""What a product's fields may hold, as annotated types for request models."""

import math
import re
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema

from souk_catalog.products.model import AttributeValue

MAX_NAME = 200
MAX_ATTRIBUTES = 100
MAX_ATTRIBUTE_KEY = 60
MAX_ATTRIBUTE_TEXT = 1_000
MAX_OPENING_STOCK = 1_000_000
DEFAULT_LOW_STOCK_THRESHOLD = 5
MAX_IMAGES = 8
INT64 = range(-(2**63), 2**63)
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters (line breaks and tabs apart) and halves of surrogate pairs, which UTF-8 cannot carry."""
_NOT_IN_A_LINE = re.compile(r"[\t\r\n\u2028\u2029]")
_IMAGE_PATH = re.compile(r"/images/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*")


def without_controls(text: str) -> str:
    """The same text.

    Raises:
        ValueError: it holds a character that no text should.
    """
    if NOT_IN_TEXT.search(text):
        raise ValueError("must not contain control characters")
    return text


def one_line(text: str) -> str:
    """The same text.

    Raises:
        ValueError: it holds a control character or a line break.
    """
    if _NOT_IN_A_LINE.search(text):
        raise ValueError("must be a single line")
    return without_controls(text)


def attribute_value(value: object) -> AttributeValue:
    """An attribute's value as it came from JSON (where a number with a point is a `Decimal`).

    Raises:
        ValueError: not text, a whole number of 64 bits, a finite number or a boolean; or a text that is too long.
    """
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > MAX_ATTRIBUTE_TEXT:
            raise ValueError(f"must have at most {MAX_ATTRIBUTE_TEXT} characters")
        return without_controls(value)
    if isinstance(value, int) and value in INT64:
        return value
    if isinstance(value, Decimal) and math.isfinite(number := float(value)):
        return number
    raise ValueError("must be text, a number, true or false")


def _attribute_key(key: str) -> str:
    if key.startswith("$") or "." in key:
        raise ValueError("must not begin with $ nor contain a point")
    return one_line(key)


def _image_path(path: str) -> str:
    if not _IMAGE_PATH.fullmatch(path):
        raise ValueError("must be a path of this site below /images/")
    return path


def _each_once(images: list[str]) -> list[str]:
    if len(set(images)) < len(images):
        raise ValueError("must not name a picture twice")
    return images


_Line = AfterValidator(one_line)
_VALUE_SCHEMA = {"type": ["string", "number", "boolean"], "maxLength": MAX_ATTRIBUTE_TEXT}

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME), _Line]
Description = Annotated[str, Field(max_length=10_000), AfterValidator(without_controls)]
Category = Annotated[str, Field(min_length=1, max_length=60), _Line]
Brand = Annotated[str, Field(min_length=1, max_length=100), _Line]
Sku = Annotated[str, Field(min_length=1, max_length=100), _Line]
Reason = Annotated[str, Field(min_length=1, max_length=200), _Line]
OpeningStock = Annotated[int, Field(strict=True, ge=0, le=MAX_OPENING_STOCK)]
LowStockThreshold = Annotated[int, Field(strict=True, ge=0, le=MAX_OPENING_STOCK)]
"""Units at or below which the seller wants to be told; 0: never."""
AttributeKey = Annotated[str, Field(min_length=1, max_length=MAX_ATTRIBUTE_KEY), AfterValidator(_attribute_key)]
Attributes = Annotated[
    dict[AttributeKey, Annotated[AttributeValue, PlainValidator(attribute_value), WithJsonSchema(_VALUE_SCHEMA)]],
    Field(max_length=MAX_ATTRIBUTES),
]
Images = Annotated[
    list[Annotated[str, Field(max_length=200), AfterValidator(_image_path)]],
    Field(max_length=MAX_IMAGES),
    AfterValidator(_each_once),
]
