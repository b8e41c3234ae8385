"""The words that products have, and which of them somebody may have meant who misspelt one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from souk_catalog.search.words import STOP_WORDS

_SHORTEST = 3
_LONG = 8
_SHORTEST_BEGINNING, _BEGINNINGS = 4, 3
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS = frozenset(pair for row in _KEYBOARD for one, two in pairwise(row) for pair in (one + two, two + one))
_UNLIKELY = 0.2


class Spelling:
    """How the words of the index are spelt, and how many products have each; a snapshot."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._frequency = {word: frequency for word, frequency in words if word not in STOP_WORDS}
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in self._frequency:
            self._by_length[len(word)].append(word)
        self._beginnings: dict[int, Counter[str]] = {}

    def near(self, word: str, *, edits: int = 1) -> list[str]:
        """Other words that one edit makes of it, or `edits` where it is long, the most frequent first.

        An edit adds, drops or replaces a letter, or swaps two neighbours (optimal string alignment).
        """
        if len(word) < _SHORTEST or (edits > 1 and len(word) < _LONG):
            return []
        lengths = range(len(word) - edits, len(word) + edits + 1)
        near = [
            choice
            for length in lengths
            for choice, distance, _ in process.extract(
                word, self._by_length.get(length, []), scorer=OSA.distance, score_cutoff=edits, limit=None
            )
            if distance
        ]
        return sorted(near, key=lambda choice: (-self._frequency[choice], choice))

    def near_beginnings(self, beginning: str) -> list[str]:
        """Beginnings of words that one edit makes of this one, the likeliest first; none of a very short one."""
        if len(beginning) < _SHORTEST_BEGINNING:
            return []
        lengths = range(len(beginning) - 1, len(beginning) + 2)
        starts = [
            (start, self._of_length(length)[start] * likelihood(beginning, start))
            for length in lengths
            for start, distance, _ in process.extract(
                beginning, self._of_length(length).keys(), scorer=OSA.distance, score_cutoff=1, limit=None
            )
            if distance
        ]
        return [start for start, _ in sorted(starts, key=lambda start: (-start[1], start[0]))[:_BEGINNINGS]]

    def _of_length(self, length: int) -> Counter[str]:
        if length not in self._beginnings:
            starts: Counter[str] = Counter()
            for word, frequency in self._frequency.items():
                if len(word) >= length:
                    starts[word[:length]] += frequency
            self._beginnings[length] = starts
        return self._beginnings[length]


def likelihood(typed: str, meant: str) -> float:
    """How likely `typed` comes out where `meant` is one edit away, relative to the commonest mistakes.

    Those are letters left out, doubled, swapped or of a neighbouring key; the first letter is rarely wrong.
    """
    first = 1.0 if typed[0] == meant[0] or typed[:2] == meant[1::-1] else _UNLIKELY
    if len(typed) < len(meant):
        return first
    if len(typed) > len(meant):
        at = next((at for at, (one, two) in enumerate(zip(typed, meant, strict=False)) if one != two), len(meant))
        return first * (1.0 if typed[at] == typed[at - 1] else _UNLIKELY)
    wrong = [one + two for one, two in zip(typed, meant, strict=True) if one != two]
    return first * (1.0 if len(wrong) > 1 or wrong[0] in _NEIGHBOURS else _UNLIKELY)
