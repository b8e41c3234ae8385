"""How well a product matches what is searched. The figures behind each weight are in ADR 17."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tantivy import DocAddress, Occur, Query, Schema, Searcher

from souk_catalog.search.parts import halvings_of, part_of
from souk_catalog.search.schema import ANYWHERE, DESCRIBING, NAMING, PHRASE_FIELDS, TEXT_FIELDS

_CATEGORY_HITS, _CATEGORY_MOST = 50, 2_000


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts, and how much.

    A word counts by its best field, and by the others times `other_fields`. A product with all words gets `all_words`
    more, one that is what the query looks for `head`, one of a category that the best hits are of up to
    `category_meant`, one of a category that is named `category_named`.
    """

    name: float = 3.0
    description: float = 3.0
    sku: float = 3.0
    brand: float = 1.5
    attributes: float = 1.0
    category: float = 0.1
    other_fields: float = 0.05
    all_words: float = 30.0
    head: float = 1.5
    category_meant: float = 3.0
    category_named: float = 12.0

    def of(self, field: str) -> float:
        """The weight of a field of text."""
        return float(getattr(self, field))


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is searched, as its stem, and what may stand for it: stems in a row, and how much they weigh."""

    stem: str
    instead: tuple[tuple[tuple[str, ...], float], ...] = ()


@dataclass(frozen=True, slots=True)
class Best:
    """The categories (codes) of the best hits: their shares in the scores, raised for small ones; that of the most."""

    shares: Mapping[int, float]
    kind: int | None


def count(searcher: Searcher, query: Query) -> int:
    """How many products match."""
    return int(searcher.aggregate(query, {"count": {"value_count": {"field": "id_low"}}})["count"]["value"])


class Ranking:
    """The queries for a search, in one state of the index."""

    def __init__(self, searcher: Searcher, schema: Schema, weights: Weights) -> None:
        self._searcher = searcher
        self._schema = schema
        self._weights = weights

    def at_least(self, terms: Sequence[Term], number: int) -> Query:
        """Products with at least `number` of the terms, scored by how well they match.

        Those come first that have all of several words as they are, and not what may stand for them.
        """
        each = [self._term(term) for term in terms]
        if len(each) == 1:
            return each[0]
        matching = Query.boolean_query([(Occur.Should, query) for query in each], minimum_number_should_match=number)
        if number == len(terms) and not any(term.instead for term in terms):
            return matching
        every = self._all_in(ANYWHERE, (term.stem for term in terms))
        first = Query.const_score_query(every, self._weights.all_words)
        return Query.boolean_query([(Occur.Must, matching), (Occur.Should, first)])

    def unscored(self, terms: Sequence[Term], number: int) -> Query:
        """The products that `at_least` finds, quicker to go through, and all with the same score."""
        each = [self._term_anywhere(term) for term in terms]
        if len(each) == 1:
            return each[0]
        return Query.boolean_query([(Occur.Should, query) for query in each], minimum_number_should_match=number)

    def of_named(self, matching: Query, categories: Iterable[int]) -> Query:
        """What matches, with more for the products of these categories (codes), which are surely meant."""
        named = [(self._term_in("category_code", code), self._weights.category_named) for code in categories]
        return Query.boolean_query([(Occur.Must, matching), *_more(named)]) if named else matching

    def preferring(self, matching: Query, head: str | None, categories: Mapping[int, float]) -> Query:
        """What matches, with more for the products that are a `head` (a stem), and for those of categories meant."""
        preferred = [] if head is None else [(self._term_in("heads", head), self._weights.head)]
        preferred += [
            (self._term_in("category_code", code), self._weights.category_meant * share)
            for code, share in categories.items()
        ]
        return Query.boolean_query([(Occur.Must, matching), *_more(preferred)])

    def best_of(self, matching: Query, products: int) -> Best:
        """Which categories the best of so many products that match are of; of many, the best of a part."""
        part = part_of(self._schema, matching, halvings_of(products, _CATEGORY_MOST))
        return self._best(self._searcher.search(part, _CATEGORY_HITS, count=False).hits)

    def occurs(self, stem: str) -> bool:
        """Whether any product has the word."""
        return bool(self._searcher.doc_freq(ANYWHERE, stem))

    def can_find(self, term: Term) -> bool:
        """Whether any product has the word, or what may stand for it."""
        return any(all(map(self.occurs, stems)) for stems in ((term.stem,), *(stems for stems, _ in term.instead)))

    def describing(self, stems: Sequence[str]) -> Query:
        """Products that have all of the words in what describes them."""
        return self._all_in(DESCRIBING, stems)

    def having(self, stems: Sequence[str]) -> int:
        """How many products have all of the words in what describes them."""
        return self._count_all_in(DESCRIBING, stems)

    def named(self, stems: Sequence[str]) -> int:
        """How many products have all of the words in their name, brand or category."""
        return self._searcher.doc_freq(NAMING, stems[0]) if len(stems) == 1 else self._count_all_in(NAMING, stems)

    def adjacent(self, stems: Sequence[str]) -> int:
        """How many products have the words in a row."""
        phrases = Query.boolean_query([(Occur.Should, phrase) for phrase in self._phrases(stems)])
        return self._count(phrases, sum(self._rarest(field, stems) for field in PHRASE_FIELDS))

    def rarity(self, stems: Iterable[str]) -> float:
        """The inverse document frequency of stems in a row, as BM25 has it."""
        return sum(self._rarity(max(self._searcher.doc_freq(field, stem) for field in PHRASE_FIELDS)) for stem in stems)

    def _all_in(self, field: str, stems: Iterable[str]) -> Query:
        return Query.boolean_query([(Occur.Must, self._listed(field, stem)) for stem in stems])

    def _count_all_in(self, field: str, stems: Sequence[str]) -> int:
        return self._count(self._all_in(field, stems), self._rarest(field, stems))

    def _rarest(self, field: str, stems: Iterable[str]) -> int:
        return min(self._searcher.doc_freq(field, stem) for stem in stems)

    def _count(self, query: Query, at_most: int) -> int:
        """How many products match; where there may be very many, estimated by a part, unless that has none of them."""
        halvings = halvings_of(at_most)
        in_part = count(self._searcher, part_of(self._schema, query, halvings))
        return in_part << halvings if in_part or not halvings else count(self._searcher, query)

    def _rarity(self, frequency: int) -> float:
        return math.log(1 + (max(0, self._searcher.num_docs - frequency) + 0.5) / (frequency + 0.5))

    def _best(self, hits: Sequence[tuple[float, DocAddress]]) -> Best:
        found = self._searcher.fast_field_values("category_code", [address for _, address in hits])
        codes = [int(code or 0) for code in found]
        scores: defaultdict[int, float] = defaultdict(float)
        for code, (score, _) in zip(codes, hits, strict=True):
            scores[code] += score
        raised = {
            code: score / math.sqrt(self._searcher.doc_freq("category_code", code)) for code, score in scores.items()
        }
        total = sum(raised.values())
        return Best({code: score / total for code, score in raised.items()}, max(codes, key=codes.count, default=None))

    def _term(self, term: Term) -> Query:
        own = self._word(term.stem, 1.0)
        if not term.instead:
            return own
        others = [self._stems(stems, weight) for stems, weight in term.instead]
        return Query.disjunction_max_query([own, *others])

    def _term_anywhere(self, term: Term) -> Query:
        each = [self._listed(ANYWHERE, term.stem)]
        for stems, _ in term.instead:
            each += [self._listed(ANYWHERE, stems[0])] if len(stems) == 1 else self._phrases(stems)
        return Query.boolean_query([(Occur.Should, query) for query in each]) if len(each) > 1 else each[0]

    def _listed(self, field: str, stem: str) -> Query:
        return Query.term_query(self._schema, field, stem, index_option="basic")

    def _phrases(self, stems: Sequence[str]) -> list[Query]:
        return [Query.phrase_query(self._schema, field, list(stems)) for field in PHRASE_FIELDS]

    def _stems(self, stems: tuple[str, ...], weight: float) -> Query:
        if len(stems) == 1:
            return self._word(stems[0], weight)
        phrases = [
            Query.boost_query(phrase, self._weights.of(field) * weight)
            for field, phrase in zip(PHRASE_FIELDS, self._phrases(stems), strict=True)
        ]
        return Query.disjunction_max_query(phrases, self._weights.other_fields)

    def _word(self, stem: str, weight: float) -> Query:
        """The best field counts, and the others a little: added up, a word in many fields would outweigh another."""
        fields = [
            Query.boost_query(self._term_in(field, stem), self._weights.of(field) * weight) for field in TEXT_FIELDS
        ]
        return Query.disjunction_max_query(fields, self._weights.other_fields)

    def _term_in(self, field: str, value: str | int) -> Query:
        return Query.term_query(self._schema, field, value, index_option="freq")


def _more(preferred: Iterable[tuple[Query, float]]) -> list[tuple[Occur, Query]]:
    return [(Occur.Should, Query.const_score_query(query, score)) for query, score in preferred]
