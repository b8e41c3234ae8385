"""Understand what is typed: its words, corrected, and what it looks for."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from tantivy import TextAnalyzer

from souk_catalog.search.correct import correct, other_spellings
from souk_catalog.search.ranking import Ranking, Term
from souk_catalog.search.schema import analyzer
from souk_catalog.search.synonyms import MOST_OTHERS, Group, Synonyms
from souk_catalog.search.vocabulary import Vocabulary
from souk_catalog.search.words import MAX_CHARACTERS, MAX_WORDS, STOP_WORDS, head_of

_SYNONYM = 0.5
_FEWEST_OTHERS = 6


@dataclass(frozen=True, slots=True)
class Understood:
    """What to search: `terms` (none when nothing that was typed can be found) and the stem of what is looked for.

    `categories` are the codes of those that the text, or a synonym of what is looked for, names.
    `wider` are the same terms, which may also be written in one word or in two: for where `terms` find little.
    `typed` are the words of the text, in lower case, `corrected` those that are searched instead, None when none are.
    `matching` are words and phrases that say why a product was found: those of the text, and their synonyms.
    """

    terms: tuple[Term, ...]
    wider: tuple[Term, ...]
    head: str | None
    categories: frozenset[int]
    typed: str
    corrected: str | None
    matching: tuple[str, ...]


class Understanding:
    """Splits texts into words and stems, and knows which mean the same."""

    def __init__(self, synonyms: Iterable[Group]) -> None:
        self._words: TextAnalyzer = analyzer(stemmed=False)
        self._stems: TextAnalyzer = analyzer(stemmed=True)
        self._synonyms = Synonyms(synonyms, self.phrase)

    def understand(self, text: str, ranking: Ranking, vocabulary: Vocabulary, *, verbatim: bool = False) -> Understood:
        """The terms of a text; of the words just as they were typed if it is to be taken `verbatim`."""
        typed = self.words(text)
        counts = _Counts(ranking, vocabulary, self._synonyms, self.stem)
        found = typed if verbatim else correct(typed, vocabulary.spelling, counts)
        words = list(dict.fromkeys(word for word in found if word not in STOP_WORDS))
        spelt = {self.stem(word): some for word, some in other_spellings(found, counts).items()}
        stems = list(dict.fromkeys(map(self.stem, words)))
        meant = self._synonyms.of(stems)
        most = max(_FEWEST_OTHERS, MOST_OTHERS // max(1, len(stems)))
        terms = tuple(
            Term(stem, weighed(stem, sorted(others)[:most], _SYNONYM, ranking))
            for stem, others in zip(stems, meant, strict=True)
        )
        wider = tuple(
            replace(term, instead=term.instead + weighed(term.stem, self._all_stems(spelt[term.stem]), 1.0, ranking))
            for term in terms
        )
        head = None if (word := head_of(found)) is None else self.stem(word)
        alike = set() if head is None else self._synonyms.of_ending(stems, head)
        findable = any(map(ranking.can_find, terms))
        return Understood(
            terms=terms if findable else (),
            wider=wider if findable else (),
            head=head,
            categories=vocabulary.categories_named(tuple(stems), alike),
            typed=" ".join(typed),
            corrected=None if found == typed else " ".join(found),
            matching=tuple(dict.fromkeys((*words, *self._synonyms.texts_of(stems)))),
        )

    def _all_stems(self, several: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        return [tuple(map(self.stem, words)) for words in several]

    def words(self, text: str) -> list[str]:
        """The words of a text, `MAX_WORDS` at most."""
        return list(self._words.analyze(text[:MAX_CHARACTERS]))[:MAX_WORDS]

    def corrected(self, words: Sequence[str], ranking: Ranking, vocabulary: Vocabulary) -> list[str]:
        """The words, with those replaced that were probably misspelt, joined or parted."""
        return correct(words, vocabulary.spelling, _Counts(ranking, vocabulary, self._synonyms, self.stem))

    def phrase(self, text: str) -> tuple[str, ...]:
        """The stems of the words of a text, without those that are too common to be searched."""
        return tuple(self.stem(word) for word in self.words(text) if word not in STOP_WORDS)

    def stem(self, word: str) -> str:
        """What the inflections of a word share."""
        return next(iter(self._stems.analyze(word)), word)


def weighed(
    stem: str, others: Iterable[tuple[str, ...]], weight: float, ranking: Ranking
) -> tuple[tuple[tuple[str, ...], float], ...]:
    """What may stand for a word, weighed so that it does not count for more because it is rarer."""
    own = ranking.rarity([stem])
    return tuple((other, weight * min(1.0, own / ranking.rarity(other))) for other in sorted(others))


class _Counts:
    """Counts by words instead of stems. But for whether a word occurs, they may be as old as the vocabulary."""

    def __init__(
        self, ranking: Ranking, vocabulary: Vocabulary, synonyms: Synonyms, stem: Callable[[str], str]
    ) -> None:
        self._ranking = ranking
        self._synonyms = synonyms
        self._remembered = vocabulary.remembered
        self._stem = lru_cache(stem)
        self.occurs = lru_cache(self._occurs)

    def _occurs(self, word: str) -> bool:
        return self._ranking.occurs(self._stem(word))

    def having(self, words: Sequence[str]) -> int:
        stems = tuple(map(self._stem, words))
        return self._remembered.get(("having", stems), lambda: self._ranking.having(stems))

    def adjacent(self, words: Sequence[str]) -> int:
        stems = tuple(map(self._stem, words))
        return self._remembered.get(("adjacent", stems), lambda: self._ranking.adjacent(stems))

    def same(self, one: str, two: str) -> bool:
        return self._stem(one) == self._stem(two)

    def has_synonyms(self, words: Sequence[str]) -> bool:
        return self._synonyms.has(tuple(self._stem(word) for word in words if word not in STOP_WORDS))
