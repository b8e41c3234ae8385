"""The words in which a schema file speaks: Collection, Index, and short forms for `$jsonSchema`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

INSERT = ("insert",)
UPDATE = ("update",)
WRITE = ("insert", "update", "remove")
IGNORING_CASE = {"locale": "en", "strength": 1}


@dataclass(frozen=True)
class Index:
    """One index: `keys` as (field, direction) pairs, where direction may be "text".

    `ignoring_case`: for queries with the collation `IGNORING_CASE`, which tells neither case nor accents apart.
    """

    keys: tuple[tuple[str, int | str], ...]
    unique: bool = False
    where: Json | None = None
    ttl_s: int | None = None
    weights: Mapping[str, int] | None = None
    ignoring_case: bool = False

    @property
    def name(self) -> str:
        """A name that tells our indexes from those an operator made by hand."""
        if self.weights:
            return "souk_text"
        name = "souk_" + "_".join(f"{key}_{direction}" for key, direction in self.keys)
        return f"{name}_ignoring_case" if self.ignoring_case else name

    def options(self) -> Json:
        """The index's options as MongoDB reports them."""
        options: Json = {}
        if self.unique:
            options["unique"] = True
        if self.where is not None:
            options["partialFilterExpression"] = self.where
        if self.ttl_s is not None:
            options["expireAfterSeconds"] = self.ttl_s
        if self.ignoring_case:
            options["collation"] = IGNORING_CASE
        if self.weights:
            options["weights"] = dict(self.weights)
            options["default_language"] = "english"
            options["language_override"] = "text_language"
        return options


@dataclass(frozen=True)
class Collection:
    """A collection, what its documents must look like, its indexes, and which services may write it how.

    `first`: documents that it has when it is made, and never again. `backfill`: what a document gets for a field that
    it was written without, before the field was required; a value or an aggregation expression.
    """

    name: str
    validator: Json
    indexes: Sequence[Index] = ()
    writers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    backfill: Mapping[str, Any] = field(default_factory=dict)
    first: Sequence[Json] = ()


def index(
    *fields: str,
    unique: bool = False,
    where: Json | None = None,
    ttl_s: int | None = None,
    ignoring_case: bool = False,
) -> Index:
    """An index over `fields`; a leading minus means descending."""
    keys = tuple((name.lstrip("-"), -1 if name.startswith("-") else 1) for name in fields)
    return Index(keys, unique=unique, where=where, ttl_s=ttl_s, ignoring_case=ignoring_case)


def text_index(**weights: int) -> Index:
    """The collection's English text index."""
    return Index(tuple((name, "text") for name in weights), weights=weights)


def document(required: Sequence[str], **properties: Json) -> Json:
    """A validator: `required` fields and the types of those that are known; further fields are free."""
    return {"$jsonSchema": shape(required, **properties)}


def shape(required: Sequence[str], **properties: Json) -> Json:
    """The same for a document within a document."""
    fields: Json = {"bsonType": "object", "properties": properties}
    return fields | {"required": list(required)} if required else fields


def whole(minimum: int | None = None, maximum: int | None = None) -> Json:
    """An integer, never a double."""
    bounds = {"minimum": minimum, "maximum": maximum}
    return {"bsonType": ["int", "long"]} | {name: bound for name, bound in bounds.items() if bound is not None}


def text(longest: int | None = None, shortest: int = 0) -> Json:
    """A string; lengths in characters."""
    limits: Json = {"bsonType": "string", "minLength": shortest}
    return limits if longest is None else limits | {"maxLength": longest}


def one_of(*values: str) -> Json:
    """One of these strings."""
    return {"enum": list(values)}


def list_of(item: Json, longest: int | None = None) -> Json:
    """An array of `item`."""
    array: Json = {"bsonType": "array", "items": item}
    return array if longest is None else array | {"maxItems": longest}


def optional(schema: Json) -> Json:
    """The same, or null."""
    return {"anyOf": [schema, {"bsonType": "null"}]}


ID: Json = {"bsonType": "objectId"}
DATE: Json = {"bsonType": "date"}
OBJECT: Json = {"bsonType": "object"}
NUMBER: Json = {"bsonType": ["int", "long", "double", "decimal"]}
