"""What a result could be narrowed to, counted."""

from collections.abc import Iterable, Mapping
from itertools import chain, pairwise
from typing import Any, TypedDict

from tantivy import Query, Schema, Searcher

from souk_catalog.search.attribute_choices import KnownChoices, name_of, value_of, worth_showing
from souk_catalog.search.filters import Facet, Filters, attribute_facet
from souk_catalog.search.parts import halvings_of, part_of
from souk_catalog.search.price_bands import EDGES_CENTS, bands_of
from souk_catalog.search.wanted import AttributeFacet, Count, Facets, Wanted

_MAX_VALUES = 1_000
_TOP_BRANDS, _TOP_CHOICES = 50, 30
_CHOICES_READ = 200
_BOUNDS_CENTS = (None, *EDGES_CENTS, None)
_PRICES = [({"from": low} if low else {}) | ({"to": high} if high else {}) for low, high in pairwise(_BOUNDS_CENTS)]
Aggregations = Mapping[str, object]
_COUNTED: Mapping[Facet, Aggregations] = {
    "category": {"category": {"terms": {"field": "category_is", "size": _MAX_VALUES}}},
    "brand": {"brand": {"terms": {"field": "brand_is", "size": _MAX_VALUES}}},
    "price": {
        "price": {"stats": {"field": "price_cents"}},
        "price_bands": {"range": {"field": "price_cents", "ranges": _PRICES}},
    },
    "in_stock": {"in_stock": {"terms": {"field": "in_stock"}}},
}


class _Bucket(TypedDict):
    key: str
    doc_count: int


class FacetCounter:
    """Counts in one state of the index."""

    def __init__(self, searcher: Searcher, schema: Schema, filters: Filters, choices: KnownChoices) -> None:
        self._searcher = searcher
        self._schema = schema
        self._filters = filters
        self._choices = choices

    def count(self, matching: Query, wanted: Wanted, total: int, kind: str | None) -> Facets:
        """What the `total` products found could be narrowed to; `kind` is the category of most of the best.

        Of very many products a part is counted (see `parts`), and the rest estimated; bounds of prices are the part's.
        """
        kind = self._choices.largest(wanted.categories) if wanted.categories else kind
        chosen = [name for name in dict.fromkeys(map(name_of, wanted.attributes)) if self._choices.column_of(name)]
        names = list(dict.fromkeys((*chosen, *(() if kind is None else self._choices.telling(kind)))))
        counts = self._counts(matching, wanted, names, halvings_of(total))
        price, in_stock = counts["price"], counts["in_stock"]["buckets"]
        categories = _most_frequent(counts["category"]["buckets"])
        of_kind = next((each.count for each in categories if each.value == kind), 0)
        values = {name: _values_of(name, counts[attribute_facet(name)]["buckets"]) for name in names}
        shown = worth_showing({name: [each.count for each in values[name]] for name in names}, of_kind, chosen)
        return Facets(
            categories=categories,
            brands=_most_frequent(counts["brand"]["buckets"])[:_TOP_BRANDS],
            price_cents=(int(price["min"]), int(price["max"])) if price["count"] else None,
            price_bands=bands_of([bucket["doc_count"] for bucket in counts["price_bands"]["buckets"]]),
            in_stock=sum(bucket["doc_count"] for bucket in in_stock if bucket["key"] == 1),
            attributes=tuple(AttributeFacet(name, values[name][:_TOP_CHOICES]) for name in shown),
        )

    def _counts(self, matching: Query, wanted: Wanted, names: Iterable[str], halvings: int) -> dict[str, Any]:
        """Facets whose own filter is not set are counted in one pass, each of the others in one of its own."""
        matching = part_of(self._schema, matching, halvings)
        counted = {**_COUNTED, **{attribute_facet(name): self._choices_of(name) for name in names}}
        narrowed = self._filters.facets_set(wanted) & counted.keys()
        together = {name: each for facet in counted.keys() - narrowed for name, each in counted[facet].items()}
        counts: dict[str, Any] = self._searcher.aggregate(self._filters.apply(matching, wanted), together)
        for facet in narrowed:
            query = self._filters.apply(matching, wanted, without=facet)
            counts |= self._searcher.aggregate(query, dict(counted[facet]))
        for bucket in chain.from_iterable(each.get("buckets", ()) for each in counts.values()):
            bucket["doc_count"] <<= halvings
        return counts

    def _choices_of(self, name: str) -> Aggregations:
        return {attribute_facet(name): {"terms": {"field": self._choices.column_of(name), "size": _CHOICES_READ}}}


def values_of(searcher: Searcher, field: str) -> dict[str, int]:
    """The values of a fast field, and how many products have each."""
    counts = searcher.aggregate(Query.all_query(), {"values": {"terms": {"field": field, "size": _MAX_VALUES}}})
    return {bucket["key"]: bucket["doc_count"] for bucket in counts["values"]["buckets"]}


def _values_of(name: str, choices: Iterable[_Bucket]) -> tuple[Count, ...]:
    """Of the choices in a column, those of one attribute."""
    own = (choice for choice in _most_frequent(choices) if name_of(choice.value) == name)
    return tuple(Count(value_of(choice.value), choice.count) for choice in own)


def _most_frequent(buckets: Iterable[_Bucket]) -> tuple[Count, ...]:
    counts = [Count(bucket["key"], bucket["doc_count"]) for bucket in buckets]
    return tuple(sorted(counts, key=lambda count: (-count.count, count.value)))
