"""What a list of products shows and in which order, as MongoDB filters and sorts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bson import ObjectId

from souk_catalog.products.model import Status
from souk_common.mongo import Document

Sort = Literal["relevance", "newest", "price_asc", "price_desc", "name"]
Facet = Literal["category", "brand", "price"]
SortKeys = list[tuple[str, int | Mapping[str, str]]]

_NEWEST: SortKeys = [("created_at", -1), ("_id", -1)]
_SORTS: dict[Sort, SortKeys] = {
    "relevance": [("score", {"$meta": "textScore"}), ("_id", -1)],
    "newest": _NEWEST,
    "price_asc": [("price_cents", 1), ("_id", 1)],
    "price_desc": [("price_cents", -1), ("_id", -1)],
    "name": [("name", 1), ("_id", 1)],
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which products a list shows. `search` is the text for `$text` (see `search.py`), None without a search."""

    statuses: tuple[Status, ...] = ("active",)
    search: str | None = None
    categories: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    min_price_cents: int | None = None
    max_price_cents: int | None = None
    in_stock: bool = False
    seller_id: str | None = None


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
    return found


def sort_of(sort: Sort | None, *, searched: bool) -> SortKeys:
    """The order of a list: relevance unless another one is asked for, and newest where nothing was searched."""
    wanted = sort or "relevance"
    return _NEWEST if wanted == "relevance" and not searched else _SORTS[wanted]


def _one_or_more(values: tuple[str, ...]) -> str | Document:
    return values[0] if len(values) == 1 else {"$in": list(values)}
