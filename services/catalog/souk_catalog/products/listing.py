"""What a list of products shows and in which order; for lists that the database serves, as its filters and sorts."""

import re
from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from souk_catalog.products.model import Status
from souk_common.mongo import Document

Sort = Literal["relevance", "newest", "price_asc", "price_desc", "name"]
OwnSort = Literal["newest", "name", "price_asc", "price_desc", "stock_asc", "stock_desc"]
StockLevel = Literal["low", "out", "in"]
SortKeys = list[tuple[str, int]]

OWN_SORTS: dict[OwnSort, SortKeys] = {
    "newest": [("created_at", -1), ("_id", -1)],
    "price_asc": [("price_cents", 1), ("_id", 1)],
    "price_desc": [("price_cents", -1), ("_id", -1)],
    "name": [("name", 1), ("_id", 1)],
    "stock_asc": [("stock", 1), ("_id", 1)],
    "stock_desc": [("stock", -1), ("_id", -1)],
}
_NAMED_BY = ("name", "sku", "brand")
_STOCK: dict[StockLevel, Document] = {
    "out": {"stock": {"$lte": 0}},
    "in": {"stock": {"$gt": 0}},
    "low": {"stock": {"$gt": 0}, "$expr": {"$lte": ["$stock", "$low_stock_threshold"]}},
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which products a list shows. `search` is the text for `$text` (see `search.py`), None without a search.

    `parts`: each must occur in the name, SKU or brand, in any case. That reads all products of the filter, so it is
    for one seller's alone.
    """

    statuses: tuple[Status, ...]
    search: str | None = None
    category: str | None = None
    seller_id: str | None = None
    parts: tuple[str, ...] = ()
    stock_level: StockLevel | None = None


def filter_of(chosen: Chosen) -> Document:
    """The filter of the products that are `chosen`."""
    found: Document = {"status": _one_or_more(chosen.statuses)}
    if chosen.search is not None:
        found["$text"] = {"$search": chosen.search}
    if chosen.seller_id is not None:
        found["seller_id"] = ObjectId(chosen.seller_id)
    if chosen.category is not None:
        found["category"] = chosen.category
    if chosen.stock_level is not None:
        found |= _STOCK[chosen.stock_level]
    if chosen.parts:
        found["$and"] = [_named_like(part) for part in chosen.parts]
    return found


def _named_like(part: str) -> Document:
    pattern = {"$regex": re.escape(part), "$options": "i"}
    return {"$or": [{field: pattern} for field in _NAMED_BY]}


def _one_or_more(values: tuple[str, ...]) -> str | Document:
    return values[0] if len(values) == 1 else {"$in": list(values)}
