"""How people misspell: a generator with a seed, one kind of mistake at a time."""

import random
from collections.abc import Callable, Mapping

_SHORTEST = 4
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelt(text: str, kind: str, rng: random.Random) -> str | None:
    """The text with one mistake of this kind in one of its words; None where it has no word for it."""
    words = text.split(" ")
    if kind == "two words run together":
        if len(words) == 1:
            return None
        at = rng.randrange(len(words) - 1)
        return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])
    fit = [at for at, word in enumerate(words) if len(word) >= _SHORTEST and word.isascii() and word.isalpha()]
    if not fit:
        return None
    at = rng.choice(fit)
    wrong = KINDS[kind](words[at].lower(), rng)
    return None if wrong == words[at].lower() else " ".join([*words[:at], wrong, *words[at + 1 :]])


def _first_letter(word: str, rng: random.Random) -> str:
    return rng.choice(_LETTERS.replace(word[0], "")) + word[1:]


def _missing(word: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def _doubled(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    return word[: at + 1] + word[at:]


def _neighbouring_key(word: str, rng: random.Random) -> str:
    at = rng.randrange(len(word))
    row = next(row for row in _KEYS if word[at] in row)
    place = row.index(word[at])
    near = [row[to] for to in (place - 1, place + 1) if 0 <= to < len(row)]
    return word[:at] + rng.choice(near) + word[at + 1 :]


def _swapped(word: str, rng: random.Random) -> str:
    at = rng.choice([at for at in range(len(word) - 1) if word[at] != word[at + 1]])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _split(word: str, rng: random.Random) -> str:
    at = rng.randrange(2, len(word) - 1)
    return f"{word[:at]} {word[at:]}"


def _middle_swapped(word: str, _rng: random.Random) -> str:
    middle = len(word) // 2
    return word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]


KINDS: Mapping[str, Callable[[str, random.Random], str]] = {
    "first letter": _first_letter,
    "missing letter": _missing,
    "doubled letter": _doubled,
    "neighbouring key": _neighbouring_key,
    "swapped letters": _swapped,
    "two words run together": lambda word, _rng: word,
    "one word split": _split,
    "swapped in the middle": _middle_swapped,
}
