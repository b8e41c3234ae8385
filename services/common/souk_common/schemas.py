"""What request and response models have in common."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from bson import ObjectId
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from starlette.convertors import Convertor, register_url_convertor

from souk_common.problems import NotFound

_ID_SCHEMA = {"type": "string", "pattern": "^[0-9a-f]{24}$"}
MAX_QUANTITY = 100_000
_EARLIEST, _LATEST = date(2000, 1, 1), date(2200, 1, 1)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class RequestModel(BaseModel):
    """A request body or query: unknown fields are refused, nothing is coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, str_strip_whitespace=True)


class QueryModel(BaseModel):
    """A query string: unknown parameters are refused; numbers arrive as text and are parsed."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ResponseModel(BaseModel):
    """An answer. No field has a default: a missing one is a bug, not a null."""

    model_config = ConfigDict(extra="forbid")


def parse_id(value: object) -> ObjectId:
    """An `ObjectId` from 24 hex characters (or one that is one already).

    Raises:
        ValueError: anything else.
    """
    if isinstance(value, ObjectId):
        return value
    if not isinstance(value, str) or not ObjectId.is_valid(value):
        raise ValueError("must be an id of 24 hexadecimal characters")
    return ObjectId(value)


def _id_or_not_found(value: object) -> ObjectId:
    try:
        return parse_id(value)
    except ValueError:
        raise NotFound("There is nothing with this id.") from None


def to_z(moment: datetime) -> str:
    """UTC, ISO 8601 with milliseconds and `Z`."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


IdIn = Annotated[str, BeforeValidator(lambda value: str(parse_id(value))), WithJsonSchema(_ID_SCHEMA)]
"""An id in a request body or query, checked, as its 24 hex characters."""

PathId = Annotated[str, BeforeValidator(lambda value: str(_id_or_not_found(value))), WithJsonSchema(_ID_SCHEMA)]
"""An id in a path: a malformed one is simply not there (404)."""


def _date(text: object) -> date:
    message = "must be a date such as 2026-11-20"
    if not isinstance(text, str) or not _DATE.fullmatch(text):
        raise ValueError(message)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(message) from None
    if not _EARLIEST <= day <= _LATEST:
        raise ValueError("must be between the years 2000 and 2200")
    return day


DateIn = Annotated[date, BeforeValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A day in a query string, written as `2026-11-20`."""


class ObjectIdConvertor(Convertor[str]):
    """`/{id:object_id}` in a path: 24 hex characters. Anything else is another path, or not there (404)."""

    regex = "[0-9a-fA-F]{24}"

    def convert(self, value: str) -> str:
        """The id as it stands."""
        return value

    def to_string(self, value: str) -> str:
        """The id as it stands."""
        return value


register_url_convertor("object_id", ObjectIdConvertor())

Id = Annotated[str, BeforeValidator(str), WithJsonSchema(_ID_SCHEMA)]
"""An id in a response."""

Timestamp = Annotated[
    datetime,
    PlainSerializer(to_z, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""A moment in a response."""

Quantity = Annotated[int, Field(strict=True, ge=1, le=MAX_QUANTITY)]
