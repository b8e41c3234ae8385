"""Synonyms that an electronics shop can begin with."""

from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files

from .definition import Json


def starter_groups() -> list[list[str]]:
    """Words or phrases that mean the same, group by group."""
    lines = files(__package__).joinpath("starter_synonyms.txt").read_text("utf-8").splitlines()
    return [[word.strip() for word in line.split(",")] for line in lines if line and not line.startswith("#")]


def starter_synonyms() -> list[Json]:
    """The same as documents."""
    now = datetime.now(UTC)
    return [{"words": words, "key": _key_of(words), "created_at": now, "updated_at": now} for words in starter_groups()]


def _key_of(words: list[str]) -> str:
    """As the catalog makes it, by which it knows a group that is there already."""
    return sha256(", ".join(sorted(map(str.casefold, words))).encode()).hexdigest()
