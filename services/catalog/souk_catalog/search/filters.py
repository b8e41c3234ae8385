"""The filters of a search as queries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from tantivy import FieldType, Occur, Query, Schema

from souk_catalog.search.attribute_choices import KnownChoices, name_of
from souk_catalog.search.wanted import Wanted

Facet = str
"""What a result is narrowed by: category, brand, price, in_stock, seller, or an attribute (`attribute_facet`)."""


def attribute_facet(name: str) -> Facet:
    """The facet of an attribute."""
    return f"attribute:{name}"


class Filters:
    """Makes the queries, for an index of this schema and with these choices of attributes."""

    def __init__(self, schema: Schema, choices: KnownChoices) -> None:
        self._schema = schema
        self._choices = choices

    def apply(self, matching: Query, wanted: Wanted, *, without: Facet | None = None) -> Query:
        """What matches and passes the filters that are wanted, with the score of `matching`."""
        filters = [query for facet, query in self._of(wanted) if facet != without]
        if not filters:
            return matching
        unscored = [(Occur.Must, Query.const_score_query(query, 0.0)) for query in filters]
        return Query.boolean_query([(Occur.Must, matching), *unscored])

    def facets_set(self, wanted: Wanted) -> set[Facet]:
        """The facets whose filter is set."""
        return {facet for facet, _ in self._of(wanted)}

    def _of(self, wanted: Wanted) -> list[tuple[Facet, Query]]:
        schema = self._schema
        found: list[tuple[Facet, Query]] = []
        if wanted.categories:
            found.append(("category", self._any_of("category_is", wanted.categories)))
        if wanted.brands:
            found.append(("brand", self._any_of("brand_is", wanted.brands)))
        if wanted.min_price_cents is not None or wanted.max_price_cents is not None:
            bounds = wanted.min_price_cents, wanted.max_price_cents
            found.append(("price", Query.range_query(schema, "price_cents", FieldType.Unsigned, *bounds)))
        if wanted.in_stock:
            found.append(("in_stock", Query.term_query(schema, "in_stock", True)))
        if wanted.seller_id is not None:
            found.append(("seller", Query.term_query(schema, "seller_id", wanted.seller_id)))
        by_name: defaultdict[str, list[str]] = defaultdict(list)
        for choice in wanted.attributes:
            by_name[name_of(choice)].append(choice)
        for name, choices in by_name.items():
            found.append((attribute_facet(name), self._any_of(self._choices.column_of(name), choices)))
        return found

    def _any_of(self, column: str | None, values: Sequence[str]) -> Query:
        """Products with one of some values. A query for a set of terms would take ten times as long to make."""
        if column is None:
            return Query.empty_query()
        each = [Query.term_query(self._schema, column, value, index_option="basic") for value in values]
        return each[0] if len(each) == 1 else Query.boolean_query([(Occur.Should, query) for query in each])


def has_filters(wanted: Wanted) -> bool:
    """Whether there are filters that `without_filters` takes away."""
    return without_filters(wanted) != wanted


def without_filters(wanted: Wanted) -> Wanted:
    """The same search in all products; one seller's products stay one seller's."""
    return replace(
        wanted, categories=(), brands=(), attributes=(), min_price_cents=None, max_price_cents=None, in_stock=False
    )
