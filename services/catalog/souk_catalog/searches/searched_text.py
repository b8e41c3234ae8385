"""What is kept of a text that was searched for: nothing that may say who somebody is, as far as that can be told."""

import re
import unicodedata
from typing import Literal

MAX_CHARACTERS = 100
_ADDRESS = re.compile(r"@|%40|\(at\)|\bat\b.*\bdot\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d(?:[^\da-z]*\d){6}", re.IGNORECASE)
# such as 1920x1080
_SIZES = re.compile(r"\b\d{3,4}x\d{3,4}\b", re.IGNORECASE)
_SECRET = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{25,}", re.IGNORECASE)

Outcome = Literal["found", "partly", "nothing"]
"""Whether products with all of the words were found, with some of them, or with none."""


def kept_text(typed: str, words: str) -> str | None:
    """The text as it is counted (`words` are its words, in lower case); None when it is not kept.

    That are texts with what may be an email address, a number of 7 digits or more (of a phone, a card, an account),
    or a token. In whatever script digits and marks are written, they are read as plain ones.
    """
    plain = "".join(each for each in unicodedata.normalize("NFKD", typed) if not unicodedata.combining(each))
    for text in (plain, words):
        if _ADDRESS.search(text) or _NUMBER.search(_SIZES.sub(" ", text)) or _SECRET.search(text):
            return None
    return words[:MAX_CHARACTERS].strip() or None
