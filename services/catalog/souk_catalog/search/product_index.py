"""The search index of the products on sale."""

import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from tantivy import Query

from souk_catalog.products.listing import Sort
from souk_catalog.search.attribute_choices import KnownChoices, choices_of
from souk_catalog.search.entry import Entry
from souk_catalog.search.facets import FacetCounter, values_of
from souk_catalog.search.filters import Filters, has_filters, without_filters
from souk_catalog.search.pages import page_of
from souk_catalog.search.ranking import DEFAULT_WEIGHTS, Ranking, Term, Weights, count
from souk_catalog.search.schema import document_of, empty_index
from souk_catalog.search.similar import like
from souk_catalog.search.suggest import Suggestions, complete, named_like, products_like, texts_of
from souk_catalog.search.synonyms import Group
from souk_catalog.search.understand import Understanding, Understood
from souk_catalog.search.vocabulary import Vocabulary
from souk_catalog.search.wanted import Found, Wanted

_WRITER_BYTES = 64_000_000
_WORDS_KEPT_S = 5.0
_MERGES_TAKE_S = 60.0
_MAX_SPELLINGS = 100_000
_ENOUGH = 20
_MAX_TEXTS = 1_000


@dataclass(frozen=True, slots=True)
class _Try:
    """A way to search: what matches, the same with scores, and how many of them pass the filters."""

    matching: Query
    preferred: Query
    has_all: bool
    total: int


class ProductIndex:
    """Products on sale, in memory, written and read in one thread; `commit` and `find_with` may run in another.

    What is put or removed is found (or not found any more) after the next `commit`. `generation` rises whenever
    results may change.
    """

    def __init__(self, weights: Weights = DEFAULT_WEIGHTS, synonyms: Iterable[Group] = ()) -> None:
        self._weights = weights
        self.generation = 0
        self._index = empty_index()
        self._schema = self._index.schema
        self._writer = self._index.writer(_WRITER_BYTES, 1)
        self._choices = KnownChoices()
        self._names: dict[str, str] = {}
        self._filters = Filters(self._schema, self._choices)
        self._committed_at = 0.0
        self._looking = threading.Lock()
        self._beside = ThreadPoolExecutor(1, "facets")
        self._look(0.0)
        self._understanding = Understanding(synonyms)
        self._vocabulary = Vocabulary([], {}, {}, self._understanding.phrase)
        self._learnt_at = 0.0
        self._has_new_words = False
        self._texts: dict[tuple[str, bool], Understood] = {}
        self._texts_of = 0

    def set_synonyms(self, groups: Iterable[Group]) -> None:
        """Search with these groups of words or phrases that mean the same, and no others."""
        self.understand_by(Understanding(groups))

    def understand_by(self, understanding: Understanding) -> None:
        """Search with these synonyms; it takes a while to make them of many groups."""
        self._understanding = understanding
        self.generation += 1

    def put(self, entries: Iterable[Entry]) -> None:
        """Add products, or replace those of the same id."""
        for entry in entries:
            self._writer.delete_documents_by_term("product_id", entry.product_id)
            self._names[entry.product_id] = entry.name
            choices = choices_of(entry.attributes)
            self._choices.put(entry.product_id, entry.category, choices)
            self._writer.add_document(document_of(entry, choices, self._choices))

    def remove(self, product_ids: Iterable[str]) -> None:
        """Take products out; ids that are not there do not matter."""
        for product_id in product_ids:
            self._writer.delete_documents_by_term("product_id", product_id)
            self._choices.remove(product_id)
            self._names.pop(product_id, None)

    def commit(self) -> None:
        """Make visible what was put and removed."""
        self._writer.commit()
        self._committed_at = time.monotonic()
        self._look(self._committed_at)
        self._has_new_words = True
        self.generation += 1

    def learn_words(self) -> None:
        """Learn the words of the products, and which segments were merged; at most every `_WORDS_KEPT_S`."""
        now = time.monotonic()
        if now - self._looked_at >= _WORDS_KEPT_S and self._looked_at - self._committed_at < _MERGES_TAKE_S:
            self._look(now)
        if self._has_new_words and now - self._learnt_at >= _WORDS_KEPT_S:
            self._has_new_words, self._learnt_at = False, now
            self._choices.count_anew()
            words = self._searcher.terms_with_prefix("spelling", "", limit=_MAX_SPELLINGS)
            brands, categories = (values_of(self._searcher, field) for field in ("brand_is", "category_is"))
            self._vocabulary = Vocabulary(words, brands, categories, self._understanding.phrase)
            self.generation += 1

    def find(self, wanted: Wanted) -> Found:
        """The products that are wanted; others, and `relaxed` says so, rather than none."""
        if not wanted.text or wanted.text.isspace():
            return self._listed(wanted)
        return self._search(wanted, self._understood(wanted.text, wanted.verbatim))

    def find_with(self, synonyms: Iterable[Group], wanted: Wanted) -> Found:
        """As `find`, as if these were the groups of synonyms. It remembers nothing, and may run in another thread."""
        understanding = Understanding(synonyms)
        understood = understanding.understand(wanted.text or "", self._ranking, self._vocabulary)
        return self._search(wanted, understood)

    def _search(self, wanted: Wanted, understood: Understood) -> Found:
        found = self._find(wanted, understood)
        if not found.total and has_filters(wanted):
            found = self._find(without_filters(wanted), understood)
            found = replace(found, relaxed=(*found.relaxed, "filters"))
        return replace(found, typed=understood.typed, corrected=understood.corrected, matching=understood.matching)

    @property
    def segments(self) -> int:
        """The parts that the index is searched in, one after the other."""
        return self._searcher.num_segments

    def categories(self) -> dict[str, int]:
        """How many products each category has."""
        return values_of(self._searcher, "category_is")

    def words_of(self, text: str) -> str:
        """The words of a text, in lower case, as `Found.typed` has them."""
        return " ".join(self._understanding.words(text))

    def suggest(self, text: str, limit: int) -> Suggestions:
        """What somebody may want who has typed this so far: `limit` of each kind at most."""
        self.learn_words()
        completed = complete(text, self._searcher, self._ranking, self._understanding, self._vocabulary)
        if completed is None:
            return Suggestions()
        return Suggestions(
            begun=" ".join((*completed.before, completed.beginning)),
            texts=texts_of(completed, limit),
            brands=named_like(completed, self._vocabulary.brands, limit, self._understanding),
            categories=named_like(completed, self._vocabulary.categories, limit, self._understanding),
            product_ids=page_of(
                self._searcher, products_like(completed, self._ranking, self._understanding), "relevance", 0, limit
            ),
        )

    def similar(self, product_id: str, limit: int) -> list[str]:
        """The ids of products like one, the most similar first; none for a product that is not there."""
        alike = like(product_id, self._searcher, self._schema, self._ranking, self._understanding)
        return [] if alike is None else list(page_of(self._searcher, alike, "relevance", 0, limit))

    def _look(self, now: float) -> None:
        """Search the segments that there are now. After a commit they are merged behind our back, and fewer."""
        with self._looking:  # a commit may run in another thread, and what it made visible stays visible
            self._looked_at = now
            self._index.reload()
            self._searcher = self._index.searcher()
            self._ranking = Ranking(self._searcher, self._schema, self._weights)
            self._facets = FacetCounter(self._searcher, self._schema, self._filters, self._choices)

    def _find(self, wanted: Wanted, understood: Understood) -> Found:
        if not understood.terms:
            return replace(self._listed(wanted), relaxed=("text",))
        enough = _ENOUGH if wanted.sort in (None, "relevance") else 1
        tries: list[_Try] = []
        for step in self._steps(understood):
            tries.append(self._try(step, wanted, understood.categories))
            if tries[-1].total >= enough:
                break
        best = max(tries, key=lambda each: each.total)
        filtered = self._filters.apply(best.preferred, wanted)
        is_all = filtered is best.preferred
        matched = best.total if is_all else count(self._searcher, best.matching)
        hits = self._ranking.best_of(best.preferred, matched)
        ranked = self._ranking.preferring(best.preferred, understood.head, hits.shares)
        if wanted.facets and not is_all:
            hits = self._ranking.best_of(filtered, best.total)
        kind = self._vocabulary.category_of(hits.kind)
        found = self._page(wanted, best.matching, ranked, wanted.sort or "relevance", best.total, kind)
        complete = max(each.total for each in tries if each.has_all)
        return replace(found, complete=complete, relaxed=() if best.has_all and best.total else ("words",))

    def _try(self, step: tuple[tuple[Term, ...], int], wanted: Wanted, named: Iterable[int]) -> "_Try":
        matching = self._ranking.unscored(*step)
        preferred = self._ranking.of_named(self._ranking.at_least(*step), named)
        total = count(self._searcher, self._filters.apply(matching, wanted))
        return _Try(matching, preferred, step[1] == len(step[0]), total)

    def _steps(self, understood: Understood) -> Iterator[tuple[tuple[Term, ...], int]]:
        """What to search, and how many of the terms a product must have: fewer where that finds too little."""
        number = len(understood.terms)
        yield understood.terms, number
        while number:
            yield understood.wider, number
            number = number * 2 // 3

    def _listed(self, wanted: Wanted) -> Found:
        """The products that pass the filters, whatever the text."""
        every = Query.all_query()
        sort = "newest" if wanted.sort is None or wanted.sort == "relevance" else wanted.sort
        total = count(self._searcher, self._filters.apply(every, wanted))
        return self._page(wanted, every, every, sort, total, None)

    def _page(self, wanted: Wanted, matching: Query, ranked: Query, sort: Sort, total: int, kind: str | None) -> Found:
        """A page of what is ranked; a second thread counts the facets meanwhile."""
        query = self._filters.apply(ranked, wanted)
        facets = self._beside.submit(self._facets.count, matching, wanted, total, kind) if wanted.facets else None
        ids = page_of(self._searcher, query, sort, wanted.skip, wanted.limit, self._names.__getitem__)
        return Found(product_ids=ids, total=total, facets=facets.result() if facets else None)

    def _understood(self, text: str, verbatim: bool) -> Understood:
        """The same for every page and filter of a search; remembered until something changes."""
        self.learn_words()
        if self._texts_of != self.generation or len(self._texts) >= _MAX_TEXTS:
            self._texts, self._texts_of = {}, self.generation
        if (text, verbatim) not in self._texts:
            self._texts[text, verbatim] = self._understanding.understand(
                text, self._ranking, self._vocabulary, verbatim=verbatim
            )
        return self._texts[text, verbatim]
