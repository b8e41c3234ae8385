"""What people may write to each other and to the admins."""

import re
import unicodedata

_NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_BLANK = re.compile("[\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")
_MARKS = frozenset(("Cf", "Mn", "Mc", "Me"))


def is_invisible(char: str) -> bool:
    """Whether nothing is seen of a character by itself: formats and marks, and letters that are blank; no spaces."""
    return unicodedata.category(char) in _MARKS or _BLANK.match(char) is not None


def written_text(text: str) -> str:
    """The text as it stands.

    Raises:
        ValueError: it holds a control character or an override of its direction, or nothing that can be seen.
    """
    if _NOT_IN_TEXT.search(text):
        raise ValueError("must not contain control characters")
    if _OVERRIDES.search(text):
        raise ValueError("must not contain characters that turn the direction of the text around")
    if all(char.isspace() or is_invisible(char) for char in text):
        raise ValueError("must contain something that can be seen")
    return text
