import time
from typing import Any

import pytest

from souk_catalog.products.listing import Sort
from souk_catalog.search.price_bands import Band
from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.wanted import Count, Facets, Wanted
from tests.fixtures.search import SELLERS, START, found, index_of, product
from tests.fixtures.waiting import PATIENT_S


@pytest.fixture(scope="module")
def shop() -> ProductIndex:
    return index_of(
        product(1, "Red cable", brand="Acme", price_cents=500),
        product(2, "Blue cable", brand="Borg", price_cents=700, in_stock=False),
        product(3, "Desk lamp", brand="Acme", category="Lamps", price_cents=2_000),
        product(4, "Floor lamp", brand="Cyan", category="Lamps", price_cents=9_000, seller_id=SELLERS[1]),
        product(5, "Lamp cable", category="Cables", price_cents=700),
    )


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        ({}, [5, 4, 3, 2, 1]),
        ({"categories": ("Lamps",)}, [4, 3]),
        ({"categories": ("Lamps", "Cables"), "brands": ("Acme",)}, [3, 1]),
        ({"brands": ("Borg", "Cyan")}, [4, 2]),
        ({"min_price_cents": 700}, [5, 4, 3, 2]),
        ({"max_price_cents": 700}, [5, 2, 1]),
        ({"min_price_cents": 700, "max_price_cents": 2_000}, [5, 3, 2]),
        ({"in_stock": True}, [5, 4, 3, 1]),
        ({"seller_id": SELLERS[1]}, [4]),
    ],
)
def test_each_filter_narrows_the_list(shop: ProductIndex, wanted: dict[str, Any], numbers: list[int]) -> None:
    assert found(shop, **wanted) == numbers
    assert shop.find(Wanted(**wanted)).total == len(numbers)


def test_a_filter_narrows_what_a_text_finds(shop: ProductIndex) -> None:
    assert sorted(found(shop, "lamp")) == [3, 4, 5]
    assert found(shop, "lamp", categories=("Cables",)) == [5]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        (None, [5, 4, 3, 2, 1]),
        ("relevance", [5, 4, 3, 2, 1]),
        ("newest", [5, 4, 3, 2, 1]),
        ("price_asc", [1, 2, 5, 3, 4]),
        ("price_desc", [4, 3, 5, 2, 1]),
        ("name", [2, 3, 4, 5, 1]),
    ],
)
def test_sorts(shop: ProductIndex, sort: Sort | None, numbers: list[int]) -> None:
    assert found(shop, sort=sort) == numbers


@pytest.mark.parametrize("sort", ["relevance", "newest", "price_asc", "price_desc", "name"])
@pytest.mark.parametrize("text", [None, "cable"])
def test_pages_of_equal_products_hold_each_once_in_the_order_of_their_ids(text: str | None, sort: Sort) -> None:
    numbers = [*range(1, 90, 2), *range(2, 90, 2)]
    index = ProductIndex()
    for number in numbers:
        index.put([product(number, "Red cable", created_at=START)])
        if number % 20 == 0:
            index.commit()
    index.commit()
    pages = [found(index, text, sort=sort, skip=skip, limit=7) for skip in range(0, 90, 7)]
    is_newest = sort == "newest" or (sort == "relevance" and text is None)
    in_order = sorted(numbers, reverse=is_newest or sort == "price_desc")
    assert [number for page in pages for number in page] == in_order


def test_names_are_in_the_order_of_the_alphabet_whatever_their_case_and_however_alike_they_begin() -> None:
    names = ["A lamp", "apple", "Éclair", "egg", "StarTech.com A", "startech.com B", "StarTech.com c", "Zebra", "Шар"]
    index = index_of(*(product(number, name) for number, name in enumerate(reversed(names), start=1)))
    in_order = list(range(len(names), 0, -1))
    assert found(index, sort="name") == in_order
    assert [number for skip in range(0, 9, 2) for number in found(index, sort="name", skip=skip, limit=2)] == in_order


@pytest.mark.parametrize("sort", ["relevance", "newest", "price_asc", "price_desc", "name"])
def test_a_page_beyond_the_end_is_empty(shop: ProductIndex, sort: Sort) -> None:
    assert found(shop, sort=sort, skip=5) == found(shop, "lamp", sort=sort, skip=50) == []


def test_each_facet_is_counted_without_its_own_filter(shop: ProductIndex) -> None:
    lamps = Facets(
        categories=(Count("Cables", 3), Count("Lamps", 2)),
        brands=(Count("Acme", 1), Count("Cyan", 1)),
        price_cents=(2_000, 9_000),
        price_bands=(Band(None, 2_999, 1), Band(3_000, None, 1)),
        in_stock=2,
        attributes=(),
    )
    assert shop.find(Wanted(categories=("Lamps",), facets=True)).facets == lamps
    acme = Facets(
        categories=(Count("Cables", 1), Count("Lamps", 1)),
        brands=(Count("Acme", 2), Count("Borg", 1), Count("Cyan", 1)),
        price_cents=(500, 2_000),
        price_bands=(Band(None, 749, 1), Band(750, None, 1)),
        in_stock=2,
        attributes=(),
    )
    assert shop.find(Wanted(brands=("Acme",), facets=True)).facets == acme
    cheap = Facets(
        categories=(Count("Cables", 3),),
        brands=(Count("Acme", 1), Count("Borg", 1)),
        price_cents=(500, 9_000),
        price_bands=(Band(None, 749, 3), Band(750, 2_999, 1), Band(3_000, None, 1)),
        in_stock=2,
        attributes=(),
    )
    assert shop.find(Wanted(max_price_cents=700, facets=True)).facets == cheap


def test_a_search_counts_the_facets_of_what_it_finds(shop: ProductIndex) -> None:
    facets = Facets(
        categories=(Count("Lamps", 2), Count("Cables", 1)),
        brands=(Count("Acme", 1), Count("Cyan", 1)),
        price_cents=(700, 9_000),
        price_bands=(Band(None, 749, 1), Band(750, 2_999, 1), Band(3_000, None, 1)),
        in_stock=3,
        attributes=(),
    )
    assert shop.find(Wanted(text="lamp", facets=True)).facets == facets
    assert shop.find(Wanted(text="lamp")).facets is None


def test_what_is_put_or_removed_shows_after_the_next_commit() -> None:
    index = index_of(product(1, "Red cable"), product(2, "Desk lamp"))
    index.learn_words()
    generation = index.generation
    index.put([product(1, "Blue cable"), product(3, "Floor lamp")])
    index.remove([f"{2:024x}", f"{99:024x}"])
    assert sorted(found(index)) == [1, 2]
    assert found(index, "red") == [1]
    assert index.generation == generation
    index.commit()
    assert sorted(found(index)) == [1, 3]
    assert found(index, "blue") == [1]
    assert index.generation == generation + 1


def test_the_last_of_several_puts_before_a_commit_counts() -> None:
    index = ProductIndex()
    index.put([product(1, "Red cable"), product(1, "Blue cable")])
    index.remove([f"{1:024x}"])
    index.put([product(1, "Green cable")])
    index.commit()
    assert found(index) == found(index, "green") == [1]


def test_segments_that_are_merged_after_a_commit_are_searched_without_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.search.product_index._WORDS_KEPT_S", 0.05)
    index, segments = ProductIndex(), 8  # as many as are merged
    for number in range(segments):
        index.put([product(number, f"Cable {number}")])
        index.commit()
    deadline = time.monotonic() + PATIENT_S
    while index.segments >= segments and time.monotonic() < deadline:
        time.sleep(0.1)
        index.learn_words()
    assert index.segments < segments
    assert sorted(found(index, "cable")) == list(range(segments))
