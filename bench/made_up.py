"""Made-up products by the million, whose words, attributes and prices are like those of the real ones."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from souk_catalog.products.model import AttributeValue
from souk_catalog.search.entry import Entry

_START = datetime(2026, 1, 1, tzinfo=UTC)
_SELLERS = 200
_IN_STOCK = 0.9
_OWN_WORD = 0.3
"""How often a name has a model of its own, which no other product has."""
_MODEL = "ABCDEFGHJKLMNPRSTVWXZ"


@dataclass
class _Kind:
    """What the real products of a category have."""

    category: str
    brands: list[str | None] = field(default_factory=list)
    names: list[list[str]] = field(default_factory=list)
    sentences: list[list[str]] = field(default_factory=list)
    attributes: list[list[tuple[str, AttributeValue]]] = field(default_factory=list)
    prices_cents: list[int] = field(default_factory=list)


def made_up_entries(real: Sequence[Entry], number: int, seed: int) -> Iterator[Entry]:
    """So many products, the same for the same seed.

    Each is of a category as frequent as with the real ones. Its name is the beginning of one real name of that category
    and the end of another, its description sentences of several; each attribute is that of some real product.
    """
    chosen = random.Random(seed)
    kinds = _kinds(real)
    weights = [len(kind.names) for kind in kinds]
    for first in range(0, number, 1_000):
        for place, kind in enumerate(chosen.choices(kinds, weights, k=min(1_000, number - first)), start=first + 1):
            yield _product(place, kind, chosen)


def _kinds(real: Sequence[Entry]) -> list[_Kind]:
    kinds: dict[str, _Kind] = {}
    for entry in real:
        kind = kinds.setdefault(entry.category, _Kind(entry.category))
        kind.brands.append(entry.brand)
        kind.names.append(entry.name.split())
        kind.sentences.append(entry.description.split(". "))
        kind.attributes.append(list(entry.attributes.items()))
        kind.prices_cents.append(entry.price_cents)
    return list(kinds.values())


def _product(place: int, kind: _Kind, chosen: random.Random) -> Entry:
    one, other = chosen.choice(kind.names), chosen.choice(kind.names)
    name = one[: (len(one) + 1) // 2] + other[len(other) // 2 :]
    model = f"{chosen.choice(_MODEL)}{chosen.choice(_MODEL)}{chosen.randrange(100, 10**6)}"
    if chosen.random() < _OWN_WORD:
        name.insert(min(2, len(name)), model)
    texts = [chosen.choice(kind.sentences) for _ in range(3)]
    attributes: defaultdict[str, AttributeValue] = defaultdict(str)
    for source in (chosen.choice(kind.attributes), chosen.choice(kind.attributes)):
        attributes.update(chosen.sample(source, (len(source) + 1) // 2))
    return Entry(
        product_id=f"{place:024x}",
        name=" ".join(name)[:200],
        brand=chosen.choice(kind.brands),
        category=kind.category,
        description=". ".join(chosen.choice(sentences) for sentences in texts),
        attributes=attributes,
        sku=model,
        seller_id=f"{place % _SELLERS:024x}",
        price_cents=max(1, round(chosen.choice(kind.prices_cents) * chosen.uniform(0.7, 1.3))),
        in_stock=chosen.random() < _IN_STOCK,
        created_at=_START + timedelta(seconds=place),
    )
