"""Parts that stand for all products: how large they are, and that searches in them find what searches in all would."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.search.parts import EXACT_MOST, halvings_of, parts_with
from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.wanted import Wanted
from tests.fixtures.search import index_of, product

PRODUCTS = 20_000
WORDS = ("Red", "Blue", "Cable", "Lamp", "Tablet PC", "Slate", "Notebook", "Laptop")
SYNONYMS = (("notebook", "laptop"), ("tablet pc", "slate"), ("lamp", "notebook"))


def test_each_part_is_about_a_half_of_the_one_before() -> None:
    sizes = Counter(part for number in range(PRODUCTS) for part in parts_with(f"{number:024x}"))
    assert sizes[1] == pytest.approx(PRODUCTS / 2, rel=0.05)
    for part, next_part in pairwise(range(1, 6)):
        assert sizes[next_part] == pytest.approx(sizes[part] / 2, rel=0.15)


@given(st.integers(min_value=0, max_value=16**24 - 1))
def test_a_product_is_in_all_parts_up_to_its_last(number: int) -> None:
    parts = list(parts_with(f"{number:024x}"))
    assert parts == list(range(1, len(parts) + 1))


@pytest.mark.parametrize(
    ("products", "halvings"),
    [(0, 0), (EXACT_MOST, 0), (EXACT_MOST + 1, 1), (2 * EXACT_MOST + 1, 1), (2 * EXACT_MOST + 2, 2), (10**12, 10)],
)
def test_what_is_counted_is_halved_until_it_is_few(products: int, halvings: int) -> None:
    assert halvings_of(products) == halvings


@pytest.fixture(scope="module")
def shop() -> ProductIndex:
    """Products with every two and three of the words, here and there: name, description, attributes, SKU."""
    names = [f"{one} {two}" for one in WORDS for two in WORDS if one != two]
    index = index_of(
        *(product(number, name, description=WORDS[number % 8]) for number, name in enumerate(names, start=1)),
        *(
            product(number, "Thing", brand=word, sku=f"{word}-{number}", attributes={"of": WORDS[number % 5]})
            for number, word in enumerate(WORDS, start=100)
        ),
    )
    index.set_synonyms(SYNONYMS)
    return index


@given(st.lists(st.sampled_from([*WORDS, "of", "Lmap", "Gong"]), min_size=1, max_size=4).map(" ".join))
def test_the_products_counted_are_those_on_all_pages(shop: ProductIndex, text: str) -> None:
    result = shop.find(Wanted(text=text, limit=1_000, facets=True))
    assert result.facets is not None
    assert result.total == len(result.product_ids) == sum(each.count for each in result.facets.categories)


def test_a_misspelt_word_is_corrected_by_what_is_found_in_a_part(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [product(number, f"{'Brass' if number % 2 else 'Glass'} lamp {number}") for number in range(1, 2_001)]
    exact = index_of(*entries)
    monkeypatch.setattr("souk_catalog.search.parts.EXACT_MOST", 100)
    estimating = index_of(*entries)
    for text in ("brsas lamp", "glas lamp", "lampglass", "brass lmap"):
        one, other = exact.find(Wanted(text=text, limit=5)), estimating.find(Wanted(text=text, limit=5))
        assert one.corrected is not None
        assert (other.corrected, other.total, other.product_ids) == (one.corrected, one.total, one.product_ids)


def test_one_product_with_frequent_words_keeps_them_though_no_part_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.search.parts.EXACT_MOST", 20)
    alone = next(number for number in range(1, 500) if not list(parts_with(f"{number:024x}")))
    index = index_of(
        *(product(number, "Brass lamp") for number in range(1_000, 1_600)),
        *(product(number, "Bass drum") for number in range(2_000, 2_030)),
        product(alone, "Bass lamp"),
    )
    result = index.find(Wanted(text="bass lamp", limit=5))
    assert result.corrected is None
    assert int(result.product_ids[0], 16) == alone
