"""What an admin types into a search box, as the text of a MongoDB `$text` query."""

import re

from souk_catalog.search.words import MAX_WORDS, STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_PLURAL_OF_IES = 5
_SHORTEST_PLURAL = 4


def words_of(text: str) -> list[str]:
    """The words of a text, letters and digits only, in lower case.

    In `$text` a quote begins a phrase and a minus excludes a word; here they part words and mean nothing else.
    """
    return list(dict.fromkeys(_WORD.findall(text.lower())))[:MAX_WORDS]


def all_of(words: list[str]) -> str:
    """A `$search` text that finds only what has all of the words.

    Each word is also given as a phrase, since `$text` asks for all phrases but for any word. A phrase must occur
    literally, so it is cut to what singular and plural share.
    """
    phrases = [f'"{_shared_with_plural(word)}"' for word in words if word not in STOP_WORDS]
    return " ".join([*words, *phrases])


def _shared_with_plural(word: str) -> str:
    if len(word) >= _PLURAL_OF_IES and word.endswith("ies"):
        return word[:-3]
    if len(word) >= _PLURAL_OF_IES and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word
