"""Products on sale, in memory: each as the bytes that visitors get, and the index that finds them."""

from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

import structlog
from pydantic_core import from_json, to_json

from souk_catalog.products.present import counts_shape, facets_shape, product_shape, suggested_shape
from souk_catalog.search.entry import Entry
from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.wanted import Found, Wanted
from souk_catalog.searches.past_searches import PastSearches
from souk_catalog.searches.searched_text import Outcome
from souk_common.mongo import Document
from souk_common.pagination import page_count

_REMEMBERED = 1_000
_INDEXED = ("seller_id", "sku", "name", "description", "brand", "price", "category", "attributes", "created_at")

log = structlog.get_logger("shelf")


class Searched(NamedTuple):
    """How a search went: the words that were typed and those searched instead, and how many products were found."""

    words: str
    corrected: str | None
    outcome: Outcome
    results: int


class _Answer(NamedTuple):
    """What the index found at its `generation`: the products, what stands behind them in the JSON, and how it went."""

    generation: int
    product_ids: tuple[str, ...]
    rest: bytes
    searched: Searched


class _Shown(NamedTuple):
    """A product on sale, for visitors and for the index."""

    content: bytes
    entry: Entry


class Shelf:
    """`put` and `remove` show in single products at once, and in all that `index` finds after `commit`."""

    def __init__(self) -> None:
        self._shown: dict[str, bytes] = {}
        self.index = ProductIndex()
        self._answers: OrderedDict[Wanted, _Answer] = OrderedDict()
        self._categories = -1, b""
        self._changed = False

    def __len__(self) -> int:
        """How many products are on sale."""
        return len(self._shown)

    def get(self, product_id: str) -> bytes | None:
        """The JSON of a product (`schemas.ProductOut`); None when it is not on sale."""
        return self._shown.get(product_id)

    def page(self, wanted: Wanted) -> tuple[bytes, Searched]:
        """One page, as found at the last commit: the JSON (`schemas_list.ProductPage`), each product as it is now."""
        answer = self._answer(wanted)
        shown = self._shown
        items = [shown[product_id] for product_id in answer.product_ids if product_id in shown]
        return b'{"items":[' + b",".join(items) + answer.rest, answer.searched

    def categories(self) -> bytes:
        """The JSON of the categories that have products on sale (`schemas_list.Categories`), by name."""
        generation, content = self._categories
        if generation != self.index.generation:
            generation = self.index.generation
            counts = sorted(self.index.categories().items(), key=lambda each: each[0].casefold())
            content = to_json({"items": [{"category": name, "count": count} for name, count in counts]})
            self._categories = generation, content
        return content

    def suggest(self, text: str, limit: int, past: PastSearches) -> bytes:
        """The JSON of what somebody may want who has typed this so far (`schemas_search.SuggestionsOut`)."""
        found = self.index.suggest(text, limit)
        texts = dict.fromkeys((*past.beginning(found.begun, limit), *found.texts)) if found.begun else {}
        products = [from_json(shown) for each in found.product_ids if (shown := self._shown.get(each))]
        answer = {
            "texts": list(texts)[:limit],
            "products": [suggested_shape(product) for product in products],
            "categories": counts_shape(found.categories),
            "brands": counts_shape(found.brands),
        }
        return to_json(answer)

    def similar(self, product_id: str, limit: int) -> bytes | None:
        """The JSON of products like one (`schemas_search.SimilarProducts`); None when it is not on sale."""
        if product_id not in self._shown:
            return None
        alike = self.index.similar(product_id, limit)
        return b'{"items":[' + b",".join(self._shown[each] for each in alike if each in self._shown) + b"]}"

    def put(self, rows: Iterable[Document]) -> None:
        """Show rows of `products` as they are now; those that are not on sale are taken off."""
        entries, gone = [], []
        for row in rows:
            product_id = str(row["_id"])
            shown = _shown(row) if row["status"] == "active" else None
            if shown is None:
                gone.append(product_id)
                continue
            before = self._shown.get(product_id)
            self._shown[product_id] = shown.content
            if before is None or _is_found_otherwise(before, shown.content):
                entries.append(shown.entry)
        if entries:
            self.index.put(entries)
            self._changed = True
        self.remove(gone)

    def remove(self, product_ids: Iterable[str]) -> None:
        """Take products off; ids of others are passed over."""
        gone = [product_id for product_id in product_ids if self._shown.pop(product_id, None) is not None]
        if gone:
            self.index.remove(gone)
            self._changed = True

    def commit(self) -> None:
        """Let lists find what has changed since the last commit; does nothing when nothing has."""
        if self._changed:
            self._changed = False
            self.index.commit()

    def _answer(self, wanted: Wanted) -> _Answer:
        self.index.learn_words()
        answer = self._answers.get(wanted)
        if answer is not None and answer.generation == self.index.generation:
            self._answers.move_to_end(wanted)
            return answer
        generation = self.index.generation
        found = self.index.find(wanted)
        rest = {
            "total": found.total,
            "page": wanted.skip // wanted.limit + 1,
            "pages": page_count(found.total, wanted.limit),
            "facets": None if found.facets is None else facets_shape(found.facets),
            "corrected": found.corrected,
            "relaxed": found.relaxed,
            "matching": found.matching,
        }
        outcome = _outcome(found)
        searched = Searched(found.typed, found.corrected, outcome, 0 if outcome == "nothing" else found.total)
        answer = _Answer(generation, found.product_ids, b"]," + to_json(rest)[1:], searched)
        self._answers[wanted] = answer
        self._answers.move_to_end(wanted)
        if len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)
        return answer


def _outcome(found: Found) -> Outcome:
    if "text" in found.relaxed:
        return "nothing"
    return "found" if found.complete else "partly"


def _shown(row: Document) -> _Shown | None:
    """How a product is shown; None when its row is none of ours: that must not keep all others from being shown."""
    try:
        entry = Entry(
            product_id=str(row["_id"]),
            name=row["name"],
            brand=row.get("brand"),
            category=row["category"],
            description=row.get("description") or "",
            attributes=row.get("attributes") or {},
            sku=row.get("sku"),
            seller_id=str(row["seller_id"]),
            price_cents=row["price_cents"],
            in_stock=row["stock"] > 0,
            created_at=row["created_at"],
        )
        return _Shown(to_json(product_shape(row)), entry)
    except (KeyError, TypeError, ValueError):
        log.exception("product cannot be shown", product_id=str(row["_id"]))
        return None


def _is_found_otherwise(before: bytes, now: bytes) -> bool:
    """Whether the index has to learn of a change. Most changes are sales, which leave some in stock."""
    old, new = from_json(before), from_json(now)
    is_sold_out_or_back = bool(old["stock"]) != bool(new["stock"])
    # as JSON: to Python `true` is 1
    return is_sold_out_or_back or any(to_json(old[name]) != to_json(new[name]) for name in _INDEXED)
