"""What somebody who is still typing may want."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tantivy import Occur, Query, Searcher

from souk_catalog.search.ranking import Ranking, Term
from souk_catalog.search.understand import Understanding, weighed
from souk_catalog.search.vocabulary import Vocabulary
from souk_catalog.search.wanted import Count

_COMPLETIONS = 40
_SEARCHED = 10
_OTHER_COMPLETIONS = 0.5


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Texts to search for, brands and categories (with how many products each has) and ids of products; best first.

    `begun` is what was typed, with misspelt words corrected.
    """

    begun: str = ""
    texts: tuple[str, ...] = ()
    brands: tuple[Count, ...] = ()
    categories: tuple[Count, ...] = ()
    product_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completed:
    """A text whose last word is a beginning: the words before it, that beginning, and words that begin like this."""

    before: tuple[str, ...]
    beginning: str
    words: tuple[str, ...]


def complete(
    text: str, searcher: Searcher, ranking: Ranking, understanding: Understanding, vocabulary: Vocabulary
) -> Completed | None:
    """The words that the last one of a text may become beside the others; None where there are none.

    A beginning that no word has is taken for another that one edit makes of it.
    """
    typed = understanding.words(text)
    if not typed:
        return None
    *before, beginning = typed
    before = understanding.corrected(before, ranking, vocabulary)
    stems = [understanding.stem(word) for word in before]
    narrowed = ranking.describing(stems) if stems else None
    for start in (beginning, *vocabulary.spelling.near_beginnings(beginning)):
        field = "spelling" if start.isalpha() else "name"
        found = searcher.terms_with_prefix(field, start, narrowed, _COMPLETIONS)
        often = {word: ranking.named([*stems, understanding.stem(word)]) for word, _ in found if word not in before}
        words = sorted((word for word in often if often[word]), key=lambda word: (-often[word], word))
        if words:
            return Completed(tuple(before), start, tuple(words))
    return None


def named_like(
    completed: Completed, values: Mapping[str, int], limit: int, understanding: Understanding
) -> tuple[Count, ...]:
    """The brands or categories (with how many products they have) that have each word, the most frequent first."""
    begun = (*completed.before, completed.beginning)

    def fits(value: str) -> bool:
        words = understanding.words(value)
        return all(any(word.startswith(start) for word in words) for start in begun)

    best = sorted(filter(fits, values), key=lambda value: (-values[value], value))[:limit]
    return tuple(Count(value, values[value]) for value in best)


def products_like(completed: Completed, ranking: Ranking, understanding: Understanding) -> Query:
    """Products that have the words before, and one that begins like the last."""
    best, *others = dict.fromkeys(understanding.stem(word) for word in completed.words[:_SEARCHED])
    ended = Term(best, weighed(best, [(other,) for other in others], _OTHER_COMPLETIONS, ranking))
    terms = [*(Term(understanding.stem(word)) for word in completed.before), ended]
    return Query.boolean_query([(Occur.Must, ranking.at_least([term], 1)) for term in terms])


def texts_of(completed: Completed, limit: int) -> tuple[str, ...]:
    """The texts that are meant, perhaps."""
    return tuple(" ".join((*completed.before, word)) for word in _without_inflections(completed.words))[:limit]


def _without_inflections(words: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for word in words:
        if f"{word}s" not in kept and word.removesuffix("s") not in kept:
            kept.append(word)
    return kept
