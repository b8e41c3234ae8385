"""What is typed, as words."""

import re
from collections.abc import Sequence

MAX_WORDS = 16
MAX_CHARACTERS = 2_000
STOP_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "its", "of", "on"}
    | {"or", "that", "the", "this", "to", "was", "were", "will", "with"}
)
_PARTS = re.compile(r"[^\W_]+|[^\w\s]")


def heads_of(name: str) -> list[str]:
    """The words of a product's name that say what it is, and not what it is for or like.

    The head of an English compound is its last word ("camera bag" is a bag), and in a product's name a compound ends
    where the name does, or before a mark, a number, a model or a preposition.
    """
    parts = _PARTS.findall(name.lower())
    return [part for part, after in zip(parts, [*parts[1:], ""], strict=True) if part.isalpha() and _ends_at(after)]


def head_of(words: Sequence[str]) -> str | None:
    """The word of a query that says what is looked for: the last one before a preposition that is no number."""
    end = next((at for at, word in enumerate(words) if at and word in STOP_WORDS), len(words))
    return next((word for word in reversed(words[:end]) if word.isalpha() and word not in STOP_WORDS), None)


def _ends_at(after: str) -> bool:
    return not after.isalpha() or after in STOP_WORDS
