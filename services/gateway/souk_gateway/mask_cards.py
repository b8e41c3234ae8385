"""Card numbers that somebody types do not reach the database."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate, pairwise

from souk_gateway.written_text import is_invisible

_LEAST, _MOST, _LAST_SHOWN = 13, 19, 4
_LONGEST_PHONE, _LONGEST_WRITTEN = 13, 9
_MASK = "•"
# groups of digits with at most five characters between them, of which spaces in a row count as one; letters part them
_RUN = re.compile(r"[0-9]+(?:(?:[^0-9x ]| ++){1,5}[0-9]+)*")
_GROUP = re.compile("[0-9]+")
# the first eight digits are the second in which it was made: from 2023 on
_ID = re.compile(r"(?<![0-9A-Za-z])(?:6[4-9a-f]|7[0-9a-f])[0-9a-f]{22}(?![0-9A-Za-z])")
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_USUAL = (
    r"(?=4|5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720|6011|62|64|65|352[89]|35[3-8])[0-9]{16}"
    r"|3[47][0-9]{13}|(?=30[0-5]|36|38|39)[0-9]{14}"
)
_RARE = (
    r"4(?:[0-9]{12}|[0-9]{18})|(?=30[0-5]|36|38|39)[0-9]{14,19}|(?=352[89]|35[3-8])[0-9]{16,19}"
    r"|(?=50|56|57|58|6)[0-9]{13,19}"
)
_USUAL_CARD, _ANY_CARD = re.compile(_USUAL), re.compile(f"{_USUAL}|{_RARE}")
# how many digits each group has: as on a card, or of three and more, but not as in a phone number
_AS_PRINTED = re.compile("4[3-9]+|4{3,}[12]")
_GROUPED = re.compile("(?!334)[3-9]+")


def mask_cards(text: str) -> str:
    """The text with all but the last four digits of each card number replaced; it keeps its length.

    A card number begins and is as long as those of its issuer, has digits of any script and in groups or not, and
    passes the Luhn check. Ids of products and orders are none, and neither are phone numbers that begin with a plus.
    """
    if sum(map(str.isdigit, text)) < _LEAST:
        return text
    named = _ID.sub(lambda found: "x" * len(found.group()), text)
    seen = [(kind, place) for place, char in enumerate(named) if (kind := _kind(char))]
    folded = "".join(kind for kind, _ in seen)
    hidden = {seen[at][1] for run in _RUN.finditer(folded) for at in _to_hide(folded, *run.span())}
    return "".join(_MASK if place in hidden else char for place, char in enumerate(text))


def _kind(char: str) -> str:
    """A plain digit, x for a letter, a space, a plus, a dot for any other mark; nothing for what is not seen."""
    if char.isdigit():
        return str(unicodedata.digit(char))
    if char.isspace():
        return " "
    if is_invisible(char):
        return ""
    # modifiers look like dashes and quotes
    if char.isalpha() and unicodedata.category(char) != "Lm":
        return "x"
    return "+" if char == "+" else "."


def _to_hide(text: str, begin: int, end: int) -> Iterator[int]:
    """The places of the digits to hide within one run; of numbers that overlap, the last four of them all are shown."""
    groups = [found.span() for found in _GROUP.finditer(text, begin, end)]
    places = [place for group in groups for place in range(*group)]
    edges = [0, *accumulate(stop - start for start, stop in groups)]
    found: list[tuple[int, int]] = []
    for first, after in _cards("".join(text[place] for place in places), edges):
        if places[first] and text[places[first] - 1] == "+" and after - first <= _LONGEST_PHONE:
            continue
        if found and first < found[-1][1]:
            begun, until = found.pop()
            found.append((begun, max(after, until)))
        else:
            found.append((first, after))
    for first, after in found:
        yield from places[first : after - _LAST_SHOWN]


def _cards(digits: str, edges: list[int]) -> Iterator[tuple[int, int]]:
    """Where card numbers begin and end, in order; what each may weigh is summed up only once."""
    values = [int(digit) for digit in digits]
    plain = [0, *accumulate(digit if place % 2 else _DOUBLED[digit] for place, digit in enumerate(values))]
    other = [0, *accumulate(_DOUBLED[digit] if place % 2 else digit for place, digit in enumerate(values))]
    for number, (start, stop) in enumerate(pairwise(edges)):
        for first in range(start, stop):
            if digits[first] not in "23456":
                continue
            # what begins inside a group ends inside it
            last = min(first + _MOST, len(digits) if first == start else stop)
            for after in range(first + _LEAST, last + 1):
                # the last digit counts once, the one before it twice, and so on
                sums = plain if after % 2 == 0 else other
                if (sums[after] - sums[first]) % 10 == 0 and _is_card(digits[first:after], edges, number, first):
                    yield first, after


def _is_card(card: str, edges: list[int], number: int, first: int) -> bool:
    """Whether an issuer has such numbers and people write them in such groups.

    Less usual cards must stand alone, in groups as they are printed: too many other numbers are like them.
    """
    if not _ANY_CARD.fullmatch(card):
        return False
    after = first + len(card)
    until = next(at for at in range(number + 1, len(edges)) if edges[at] >= after)
    lengths = _lengths(edges[number : until + 1])
    alone = edges[number] == first and edges[until] == after
    if set(lengths) == {"1"}:
        alone = _lengths(edges[max(number - 1, 0) : until + 2]).count("1") == len(lengths)
    elif len(lengths) > 1 and not _AS_PRINTED.fullmatch(lengths):
        if not alone or not _GROUPED.fullmatch(lengths):
            return False
        alone = False
    return alone or _USUAL_CARD.fullmatch(card) is not None


def _lengths(edges: list[int]) -> str:
    return "".join(str(min(stop - start, _LONGEST_WRITTEN)) for start, stop in pairwise(edges))
