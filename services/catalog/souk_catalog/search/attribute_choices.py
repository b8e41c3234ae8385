"""What a result can be narrowed to by an attribute that its products have: a choice is one text, `name:value`."""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from sys import intern

from souk_catalog.products.model import AttributeValue

COLUMNS = 192
MAX_VALUE = 40
MOST_NAMES = 6
CONSIDERED = 8
_SHARE = 0.25
_PRODUCTS_A_VALUE = 2.0
_SEEN_AT_FIRST = 8
_SEPARATOR = ":"

Choices = tuple[str, ...]
"""The choices that lead to one product."""


def choices_of(attributes: Mapping[str, AttributeValue]) -> Choices:
    """The choices that lead to a product with these attributes; long texts are none."""
    texts = ((name, _text(value)) for name, value in attributes.items() if _SEPARATOR not in name)
    return tuple(intern(f"{name}:{text}") for name, text in texts if 0 < len(text) <= MAX_VALUE)


def name_of(choice: str) -> str:
    """The attribute of a choice."""
    return choice.partition(_SEPARATOR)[0]


def value_of(choice: str) -> str:
    """The value of a choice."""
    return choice.partition(_SEPARATOR)[2]


class KnownChoices:
    """The choices that lead to each product, how frequent they are, and which field of the index has them.

    Anybody can make up attributes, and there are `COLUMNS` fields for all: the first attributes have one each, those
    that come when there is none left share one with others.
    """

    def __init__(self) -> None:
        self._columns: dict[str, int] = {}
        self._products: dict[str, tuple[str, Choices]] = {}
        self._categories: dict[str, _Category] = {}

    def put(self, product_id: str, category: str, choices: Choices) -> None:
        """A product is new, or has changed."""
        self.remove(product_id)
        self._products[product_id] = category, choices
        known = self._categories.setdefault(category, _Category())
        known.products += 1
        known.choices.update(choices)
        for choice in choices:
            self._columns.setdefault(name_of(choice), len(self._columns) % COLUMNS)

    def remove(self, product_id: str) -> None:
        """A product has gone; one that was not there does not matter."""
        if product_id not in self._products:
            return
        category, choices = self._products.pop(product_id)
        known = self._categories[category]
        known.products -= 1
        if not known.products:
            del self._categories[category]
            return
        known.choices.subtract(choices)
        for choice in choices:
            if not known.choices[choice]:
                del known.choices[choice]

    def column_of(self, name: str) -> str | None:
        """The field of an attribute's choices; None when no product ever had it."""
        number = self._columns.get(name)
        return None if number is None else column(number)

    def largest(self, categories: Iterable[str]) -> str | None:
        """Of some categories the one with the most products; None when none has any."""
        known = [each for each in categories if each in self._categories]
        return max(known, key=lambda each: (self._categories[each].products, each), default=None)

    def telling(self, category: str) -> Sequence[str]:
        """The attributes that tell a category's products apart, as they were at the last `count_anew`."""
        known = self._categories.get(category)
        if known is None:
            return ()
        if known.telling is None:
            known.telling = telling(known.choices, known.products)
        return known.telling

    def count_anew(self) -> None:
        """Let `telling` look at what has changed."""
        for known in self._categories.values():
            known.telling = None


@dataclass(slots=True)
class _Category:
    """How many products there are, and how many of them each choice leads to; and what tells them apart, once known."""

    products: int = 0
    choices: Counter[str] = field(default_factory=Counter)
    telling: Sequence[str] | None = None


def column(number: int) -> str:
    """The field of the index of this number, below `COLUMNS`."""
    return f"choices_{number}"


def telling(choices: Mapping[str, int], products: int) -> list[str]:
    """The attributes that tell products apart, the best first; `choices`: how many of them each leads to.

    Many of the products have them, and several products have each value. Many equally frequent values (by the
    exponential of their entropy) are better than few.
    """
    values: defaultdict[str, list[int]] = defaultdict(list)
    for choice, count in choices.items():
        values[name_of(choice)].append(count)
    scores: dict[str, float] = {}
    for name, counts in values.items():
        having = sum(counts)
        if len(counts) > 1 and having >= _SHARE * products and _seen_at_first(counts) > having / 2:
            kinds = _effective_number(counts, having)
            if having >= _PRODUCTS_A_VALUE * kinds:
                scores[name] = having * (1 - 1 / kinds)
    return sorted(scores, key=lambda name: (-scores[name], name))[:CONSIDERED]


def worth_showing(counts: Mapping[str, Sequence[int]], products: int, chosen: Collection[str]) -> list[str]:
    """Of the attributes counted, those by which to narrow a result that has this many `products` of their kind.

    Enough of them have it, and more than half of these one of the values that are seen at first. `counts`: how many
    have each value. Those `chosen` already come first, whatever their counts.
    """

    def helps(of_values: Sequence[int]) -> bool:
        having = sum(of_values)
        return len(of_values) > 1 and having >= _SHARE * products and _seen_at_first(of_values) > having / 2

    others = (name for name, of_values in counts.items() if name not in chosen and helps(of_values))
    return [*chosen, *islice(others, max(0, MOST_NAMES - len(chosen)))]


def _seen_at_first(counts: Sequence[int]) -> int:
    return sum(sorted(counts, reverse=True)[:_SEEN_AT_FIRST])


def _effective_number(counts: Sequence[int], total: int) -> float:
    return math.exp(-sum(count / total * math.log(count / total) for count in counts))


def _text(value: AttributeValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = " ".join(str(value).split())
    return text.capitalize() if text.islower() and not any(map(str.isdigit, text)) else text
