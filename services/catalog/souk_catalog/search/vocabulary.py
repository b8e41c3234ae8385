"""The words of the products on sale: how they are spelt, and the brands and categories that there are."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping

from souk_catalog.search.schema import code_of
from souk_catalog.search.spelling import Spelling
from souk_catalog.search.synonyms import Stems

MOST_REMEMBERED = 50_000
_BETWEEN_PARTS = re.compile(r"[&,/+]|\band\b", re.IGNORECASE)


class Remembered:
    """Counts that take a while, each made once; `MOST_REMEMBERED` at most."""

    def __init__(self) -> None:
        self._counts: dict[Hashable, int] = {}

    def get(self, what: Hashable, count: Callable[[], int]) -> int:
        """The count of what is named so."""
        if what not in self._counts:
            if len(self._counts) >= MOST_REMEMBERED:
                self._counts.clear()
            self._counts[what] = count()
        return self._counts[what]


class Vocabulary:
    """A snapshot. `brands` and `categories`: how many products have each. `stems_of` splits a text."""

    def __init__(
        self,
        words: Iterable[tuple[str, int]],
        brands: Mapping[str, int],
        categories: Mapping[str, int],
        stems_of: Callable[[str], Stems],
    ) -> None:
        self.spelling = Spelling(words)
        self.brands = brands
        self.categories = categories
        self.remembered = Remembered()
        self._by_code = {code_of(category): category for category in categories}
        self._called: defaultdict[Stems, set[int]] = defaultdict(set)
        self._named: defaultdict[Stems, set[int]] = defaultdict(set)
        for category in categories:
            self._called[stems_of(category)].add(code_of(category))
            for part in _BETWEEN_PARTS.split(category):
                self._named[stems_of(part)].add(code_of(category))

    def category_of(self, code: int | None) -> str | None:
        """The category of a code; None of None, and of a category that is newer than this."""
        return None if code is None else self._by_code.get(code)

    def categories_named(self, query: Stems, synonyms: Iterable[Stems]) -> frozenset[int]:
        """The codes of the categories that are called like a query, or of which a synonym names a part.

        "Bags & Cases" has the parts bags, and cases.
        """
        named = (code for phrase in synonyms for code in self._named.get(phrase, ()))
        return frozenset((*self._called.get(query, ()), *named))
