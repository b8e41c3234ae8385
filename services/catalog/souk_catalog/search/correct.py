"""Correct what finds little to what somebody may have meant.

A noisy channel: a correction is as good as it is likely to be mistyped like that, times how often products have it,
most of all beside its neighbours. What occurs is corrected only to what is overwhelmingly better.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from souk_catalog.search.spelling import Spelling, likelihood
from souk_catalog.search.synonyms import LONGEST_PHRASE

_CORRECTED = 6
_CONSIDERED = 10
_TOGETHER, _ADJACENT = 10, 100
_OVERWHELMING = 100
_HARDLY_EVER = 10
_OFTEN = 20
_SHORTEST_PART, _SHORTEST_APART, _LONGEST_TOGETHER = 2, 3, 24
_LETTERS_OR_DIGITS = re.compile(r"\d+|\D+")


class Counts(Protocol):
    """How many products have words, in whichever inflection, in what describes them in words."""

    def occurs(self, word: str) -> bool:
        """Whether a product has the word anywhere at all."""
        ...

    def having(self, words: Sequence[str]) -> int:
        """Products with all of the words."""
        ...

    def adjacent(self, words: Sequence[str]) -> int:
        """Products with the words in a row."""
        ...

    def same(self, one: str, two: str) -> bool:
        """Whether two words are inflections of one."""
        ...

    def has_synonyms(self, words: Sequence[str]) -> bool:
        """Whether something else is known to mean the same as a word or phrase."""
        ...


def correct(words: Sequence[str], spelling: Spelling, counts: Counts) -> list[str]:
    """The words, with those replaced that were probably misspelt, joined or parted; the last `_CORRECTED` of these."""
    corrected = _joined(words, counts)
    left = _CORRECTED
    for at, word in reversed(list(enumerate(corrected))):
        before, after = corrected[:at], corrected[at + 1 :]
        if left and not _is_right(word, before, after, counts):
            left -= 1
            corrected[at : at + 1] = _best(word, before, after, spelling, counts)
    return corrected


def _is_right(word: str, before: list[str], after: list[str], counts: Counts) -> bool:
    is_known = counts.occurs(word) and _is_at_home(word, before, after, counts)
    return is_known or _is_meant_so(word, before, after, counts)


def _best(word: str, before: list[str], after: list[str], spelling: Spelling, counts: Counts) -> tuple[str, ...]:
    around = [other for other in (*before, *after) if counts.occurs(other)]

    def evidence(choice: tuple[str, ...]) -> float:
        beside = [(before[-1], choice[0])] if before else []
        beside += [(choice[-1], after[0])] if after else []
        together = counts.having([*choice, *around]) if around else 0
        alone = max(1, counts.adjacent(choice) if len(choice) > 1 else counts.having(choice))
        return alone + _TOGETHER * together + _ADJACENT * sum(map(counts.adjacent, beside))

    occurs = counts.occurs(word)
    near = [choice for choice in spelling.near(word)[:_CONSIDERED] if not counts.same(word, choice)]
    choices: dict[tuple[str, ...], float] = {(choice,): likelihood(word, choice) for choice in near}
    choices |= dict.fromkeys(parted(word, counts), 1.0)
    if not choices and not occurs:
        choices = dict.fromkeys([(choice,) for choice in spelling.near(word, edits=2)[:_CONSIDERED]], 1.0)
        choices = choices or dict.fromkeys(_run_together(word, counts), 1.0)
    scores = {choice: likely * evidence(choice) for choice, likely in choices.items()}
    best = max(scores, key=lambda choice: scores[choice], default=(word,))
    return (word,) if occurs and scores.get(best, 0) <= _OVERWHELMING * evidence((word,)) else best


def _is_meant_so(word: str, before: list[str], after: list[str], counts: Counts) -> bool:
    """Whether the word, or a phrase that it is in, has synonyms: somebody has said what it means."""
    words = [*before[-LONGEST_PHRASE + 1 :], word, *after[: LONGEST_PHRASE - 1]]
    at = len(before[-LONGEST_PHRASE + 1 :])
    return any(
        counts.has_synonyms(words[start:end])
        for start in range(at + 1)
        for end in range(at + 1, min(start + LONGEST_PHRASE, len(words)) + 1)
    )


def _is_at_home(word: str, before: list[str], after: list[str], counts: Counts) -> bool:
    """Whether products have the word beside its neighbours, or often where it has none."""
    if not before and not after:
        return counts.having([word]) >= _OFTEN
    return any(counts.adjacent(pair) for pair in pairwise([*before[-1:], word, *after[:1]]))


def parted(word: str, counts: Counts) -> list[tuple[str, ...]]:
    """The word as two that products have in a row; what no product has also as two in one product, or by its digits."""
    ends = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    pairs: list[tuple[str, ...]] = [(word[:end], word[end:]) for end in ends]
    known = [pair for pair in pairs if all(map(counts.occurs, pair))]
    found = [pair for pair in known if counts.adjacent(pair)]
    if found or counts.occurs(word):
        return found
    found = [pair for pair in known if min(map(len, pair)) >= _SHORTEST_APART and counts.having(pair)]
    parts = tuple(_LETTERS_OR_DIGITS.findall(word))
    return found or ([parts] if len(parts) > 1 and all(map(counts.occurs, parts)) else [])


def _run_together(word: str, counts: Counts) -> list[tuple[str, ...]]:
    """The word as two that products have, though none has both: those of which the rarer one is the most frequent."""
    if len(word) > _LONGEST_TOGETHER:
        return []
    ends = range(_SHORTEST_APART, len(word) - _SHORTEST_APART + 1)
    often: dict[tuple[str, ...], int] = {
        (word[:end], word[end:]): min(counts.having([word[:end]]), counts.having([word[end:]])) for end in ends
    }
    return [pair for pair in often if often[pair] == max(often.values()) > 0][:1]


def _joined(words: Sequence[str], counts: Counts) -> list[str]:
    """The words, with two neighbours joined where products have them as one, and none has both."""
    joined: list[str] = []
    for word in words:
        pair = (joined[-1], word) if joined else ("", "")
        whole = "".join(pair)
        lettered = whole.isalpha() and min(map(len, pair)) >= _SHORTEST_PART
        if lettered and not counts.has_synonyms(pair) and counts.having([whole]) and not counts.having(pair):
            joined[-1] = whole
        else:
            joined.append(word)
    return joined


def other_spellings(words: Sequence[str], counts: Counts) -> dict[str, list[tuple[str, ...]]]:
    """For words that products also have joined with their neighbour, or parted: what may stand for each."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for word in words:
        often = counts.having([word])
        found[word] = [parts for parts in parted(word, counts) if counts.adjacent(parts) > often]
    for pair in pairwise(words):
        whole = "".join(pair)
        if whole.isalpha() and max(counts.having([whole]), counts.occurs(whole)) > _HARDLY_EVER * counts.adjacent(pair):
            for word in pair:
                found[word].append((whole,))
    return found
