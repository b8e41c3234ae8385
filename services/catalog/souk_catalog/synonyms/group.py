"""A group of words or phrases that mean the same, and lines of text with one group each."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from souk_catalog.search.synonyms import LONGEST_PHRASE, MOST_OTHERS
from souk_catalog.search.understand import Understanding

MAX_GROUPS = 2_000
MAX_WORDS = 30
MAX_CHARACTERS = 100
MAX_LINES = 5_000
_FEWEST_WORDS = 2


class NoGroup(ValueError):
    """These words are no group; the message says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line of a text, from 1: a group, or why it is none."""

    number: int
    words: tuple[str, ...] = ()
    problem: str | None = None


def group_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The words and phrases of a group, without blanks that do not matter.

    Raises:
        NoGroup: they are too few or too many, too long, without letters and digits, or the same twice to the search.
    """
    if len(texts) < _FEWEST_WORDS:
        raise NoGroup("a group has two words or phrases at least")
    if len(texts) > MAX_WORDS:
        raise NoGroup(f"a group has {MAX_WORDS} words or phrases at most")
    words = [" ".join(text.split()) for text in texts]
    known: dict[tuple[str, ...], str] = {}
    for word in words:
        stems = _stems_of(word)
        if stems in known:
            raise NoGroup(f"“{word}” and “{known[stems]}” are the same to the search")
        known[stems] = word
    return tuple(words)


def key_of(words: Iterable[str]) -> str:
    """The same for groups of the same words, in whatever order and case; 64 characters."""
    return sha256(", ".join(sorted(word.casefold() for word in words)).encode()).hexdigest()


def in_too_many(groups: Iterable[Sequence[str]]) -> str | None:
    """A word or phrase for which more than `MOST_OTHERS` others stand, in all groups together; None when none is."""
    others: defaultdict[str, set[str]] = defaultdict(set)
    for group in groups:
        members = {word.casefold() for word in group}
        for word in members:
            others[word] |= members
            if len(others[word]) > MOST_OTHERS + 1:
                return word
    return None


def lines_of(text: str) -> Iterator[Line]:
    """The groups of a text: one a line, parted by commas. Empty lines and those that begin with # are remarks.

    Nothing is read beyond `MAX_LINES` groups.
    """
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    groups = ((number, line) for number, line in lines if line and not line.startswith("#"))
    for place, (number, line) in enumerate(groups):
        if place >= MAX_LINES:
            yield Line(number, problem=f"more than {MAX_LINES:,} lines")
            return
        try:
            yield Line(number, group_of([part for part in line.split(",") if part.strip()]))
        except NoGroup as error:
            yield Line(number, problem=str(error))


def _stems_of(word: str) -> tuple[str, ...]:
    """Raises `NoGroup` when the word is too long, or cannot be searched for."""
    if len(word) > MAX_CHARACTERS:
        raise NoGroup(f"“{word[:40]}…” is too long: {MAX_CHARACTERS} characters at most")
    if "," in word or word.startswith("#"):
        raise NoGroup(f"“{word}” has a comma or begins with #, which mean something in a list of groups")
    stems = _understanding().phrase(word)
    if not stems:
        raise NoGroup(f"“{word}” has nothing to search for")
    if len(stems) > LONGEST_PHRASE:
        raise NoGroup(f"“{word}” is too long: {LONGEST_PHRASE} words at most")
    return stems


@cache
def _understanding() -> Understanding:
    return Understanding(())
