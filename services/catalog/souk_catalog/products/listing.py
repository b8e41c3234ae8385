"""What a list of products shows and in which order, as MongoDB filters and sorts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from souk_catalog.products.model import Status
from souk_common.mongo import Document

Sort = Literal["relevance", "newest", "price_asc", "price_desc", "name"]
OwnSort = Literal["newest", "name", "price_asc", "price_desc", "stock_asc", "stock_desc"]
StockLevel = Literal["low", "out", "in"]
Facet = Literal["category", "brand", "price"]
SortKeys = list[tuple[str, int | Mapping[str, str]]]

_NEWEST: SortKeys = [("created_at", -1), ("_id", -1)]
_SORTS: dict[Sort | OwnSort, SortKeys] = {
    "relevance": [("score", {"$meta": "textScore"}), ("_id", -1)],
    "newest": _NEWEST,
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

    statuses: tuple[Status, ...] = ("active",)
    search: str | None = None
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    min_price_cents: int | None = None
    max_price_cents: int | None = None
    in_stock: bool = False
    seller_id: str | None = None
    parts: tuple[str, ...] = ()
    stock_level: StockLevel | None = None


def filter_of(chosen: Chosen, *, without: Facet | None = None) -> Document:
    """The filter of the products that are `chosen`; `without` leaves one facet's own condition out."""
    found: Document = {"status": _one_or_more(chosen.statuses)}
    if chosen.search is not None:
        found["$text"] = {"$search": chosen.search}
    if chosen.seller_id is not None:
        found["seller_id"] = ObjectId(chosen.seller_id)
    if chosen.categories and without != "category":
        found["category"] = _one_or_more(chosen.categories)
    if chosen.brands and without != "brand":
        found["brand"] = _one_or_more(chosen.brands)
    bounds = {"$gte": chosen.min_price_cents, "$lte": chosen.max_price_cents}
    price = {operator: cents for operator, cents in bounds.items() if cents is not None}
    if price and without != "price":
        found["price_cents"] = price
    if chosen.in_stock:
        found["stock"] = {"$gt": 0}
    if chosen.stock_level is not None:
        found |= _STOCK[chosen.stock_level]
    if chosen.parts:
        found["$and"] = [_named_like(part) for part in chosen.parts]
    return found


def sort_of(sort: Sort | OwnSort | None, *, searched: bool) -> SortKeys:
    """The order of a list: relevance unless another one is asked for, and newest where nothing was searched."""
    wanted = sort or "relevance"
    return _NEWEST if wanted == "relevance" and not searched else _SORTS[wanted]


def _named_like(part: str) -> Document:
    pattern = {"$regex": re.escape(part), "$options": "i"}
    return {"$or": [{field: pattern} for field in _NAMED_BY]}


def _one_or_more(values: tuple[str, ...]) -> str | Document:
    return values[0] if len(values) == 1 else {"$in": list(values)}
