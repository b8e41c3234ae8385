"""Words and phrases that mean the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

Group = Sequence[str]
Stems = tuple[str, ...]
LONGEST_PHRASE = 4
MOST_OTHERS = 60


class Synonyms:
    """Groups of words or phrases, each of which may stand for the others; for `MOST_OTHERS` of them at most."""

    def __init__(self, groups: Iterable[Group], stems_of: Callable[[str], Stems]) -> None:
        self._others: dict[Stems, set[Stems]] = {}
        self._texts: dict[Stems, str] = {}
        for group in groups:
            members = {stems: text for text in group if 0 < len(stems := stems_of(text)) <= LONGEST_PHRASE}
            for member in members:
                others = self._others.setdefault(member, set())
                others.update(islice(sorted(members.keys() - others - {member}), MOST_OTHERS - len(others)))
            self._texts |= members

    def has(self, stems: Stems) -> bool:
        """Whether something may stand for just this word or phrase."""
        return bool(self._others.get(stems))

    def of(self, stems: Sequence[str]) -> list[set[Stems]]:
        """For each word of a query (as stems), what may stand for it or for a phrase that it is in."""
        found: list[set[Stems]] = [set() for _ in stems]
        for start, end, others in self._within(stems):
            for at in range(start, end):
                found[at] |= others
        return found

    def of_ending(self, stems: Sequence[str], last: str) -> set[Stems]:
        """What may stand for a word of a query, or for a phrase that ends with it."""
        return set().union(*(others for _, end, others in self._within(stems) if stems[end - 1] == last))

    def texts_of(self, stems: Sequence[str]) -> list[str]:
        """What may stand for words or phrases of a query (as stems), as it was written."""
        texts = {self._texts[other] for _, _, others in self._within(stems) for other in others}
        return sorted(texts)[:MOST_OTHERS]

    def _within(self, stems: Sequence[str]) -> Iterator[tuple[int, int, set[Stems]]]:
        """Where in a query a word or phrase begins and ends, and what may stand for it."""
        for start in range(len(stems)):
            for end in range(start + 1, min(start + LONGEST_PHRASE, len(stems)) + 1):
                if others := self._others.get(tuple(stems[start:end])):
                    yield start, end, others
