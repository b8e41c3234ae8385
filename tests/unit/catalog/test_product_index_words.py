import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.wanted import Found, Wanted
from tests.fixtures.search import SELLERS, found, index_of, product

NOTEBOOKS = [product(number, f"Acme A{number} notebook 15 inch", category="Notebooks") for number in range(1, 31)]
CASES = [product(number, f"Acme A{number} notebook case", category="Bags") for number in range(31, 41)]
OTHERS = [
    product(41, "Wireless mouse", description="Optical mouse"),
    product(42, "Mouse pad"),
    product(43, "Powerbank 5000 mAh"),
    product(44, "Battery charger", description="For four batteries"),
    product(45, "Memory card 32GB"),
    product(46, "Ноутбук Асме", category="Notebooks"),
    product(47, "笔记本电脑", category="Notebooks"),
    product(48, "حاسوب محمول"),
    product(49, "हिन्दी किताब"),
    product(50, "Été café machine", sku="AB-1234/X", attributes={"water_tank": True, "grinder": False, "cups": 12}),
    product(51, "Keyboard", brand="Straße"),
]


@pytest.fixture(scope="module")
def shop() -> ProductIndex:
    return index_of(*NOTEBOOKS, *CASES, *OTHERS)


def search(shop: ProductIndex, text: str, **wanted: Any) -> Found:
    return shop.find(Wanted(text=text, **wanted))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("MOUSE pads", 42),
        ("battery", 44),
        ("memory cards", 45),
        ("ete cafe", 50),
        ("ab-1234/x", 50),
        ("water tank", 50),
        ("12 cups", 50),
        ("ноутбук", 46),
        ("电脑", 47),
        ("محمول", 48),
        ("किताब", 49),
        ("strasse", 51),
    ],
)
def test_words_are_found_in_any_inflection_case_and_script(shop: ProductIndex, text: str, number: int) -> None:
    result = search(shop, text)
    assert int(result.product_ids[0], 16) == number
    assert result.corrected is None


def test_what_a_product_has_not_is_not_one_of_its_words(shop: ProductIndex) -> None:
    assert search(shop, "grinder").relaxed == ("text",)


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("motebook", "notebook"),
        ("notebok", "notebook"),
        ("nootebook", "notebook"),
        ("notebpok", "notebook"),
        ("notebooj", "notebook"),
        ("ntoebook", "notebook"),
        ("notebookcase", "notebook case"),
        ("note book", "notebook"),
        ("wirelss muose", "wireless mouse"),
        ("notebooqk casse", "notebook case"),
    ],
)
def test_each_kind_of_mistake_is_corrected(shop: ProductIndex, typed: str, corrected: str) -> None:
    result = search(shop, typed)
    assert result.corrected == corrected
    assert result.product_ids == search(shop, corrected).product_ids


def test_a_correction_goes_with_the_other_words() -> None:
    index = index_of(
        *(product(number, "Garden table") for number in range(1, 20)),
        *(product(number, "HDMI cable") for number in range(20, 25)),
    )
    assert index.find(Wanted(text="hdmi ctable")).corrected == "hdmi cable"
    assert index.find(Wanted(text="garden ctable")).corrected == "garden table"


def test_a_word_that_products_have_is_not_corrected(shop: ProductIndex) -> None:
    assert search(shop, "mouse pad").corrected is None
    assert search(shop, "case").corrected is None


def test_a_rare_word_gives_way_to_an_overwhelmingly_better_one() -> None:
    tables = [product(1, "Garden table"), product(2, "Garden table")]
    index = index_of(*tables, *(product(number, "HDMI cable") for number in range(3, 60)))
    assert index.find(Wanted(text="hdmi table")).corrected == "hdmi cable"
    assert index.find(Wanted(text="garden table")).corrected is None


def test_digits_are_parted_from_letters_that_no_product_has_them_with() -> None:
    index = index_of(product(1, "USB stick 32 GB"), product(2, "USB stick 64 GB"))
    result = index.find(Wanted(text="stick 64gb"))
    assert result.corrected == "stick 64 gb"
    assert int(result.product_ids[0], 16) == 2


def test_one_word_finds_products_that_have_it_as_two() -> None:
    index = index_of(product(1, "Power bank"), product(2, "Power bank black"), product(3, "Powerbank"))
    assert sorted(found(index, "powerbank")) == [1, 2, 3]


def test_only_products_with_all_words_are_found_where_there_are_enough(shop: ProductIndex) -> None:
    result = search(shop, "acme notebook")
    assert (result.total, result.relaxed) == (40, ())


def test_products_with_all_words_come_before_those_with_some(shop: ProductIndex) -> None:
    result = search(shop, "wireless mouse")
    assert [int(product_id, 16) for product_id in result.product_ids] == [41, 42]
    assert result.relaxed == ("words",)


def test_a_sorted_list_has_no_products_with_only_some_of_the_words_unless_none_has_all(shop: ProductIndex) -> None:
    assert found(shop, "wireless mouse", sort="price_asc") == [41]
    assert found(shop, "wireless keyboard", sort="name") == [51, 41]


def test_filters_that_leave_nothing_are_left_out_but_for_the_seller() -> None:
    index = index_of(product(1, "Red lamp"), product(2, "Blue lamp", seller_id=SELLERS[1], category="Lamps"))
    result = index.find(Wanted(text="blue lamp", categories=("Books",), min_price_cents=5, facets=True))
    assert result.relaxed == ("words", "filters")
    assert [int(product_id, 16) for product_id in result.product_ids] == [2, 1]
    assert result.facets is not None
    assert [count.value for count in result.facets.categories] == ["Cables", "Lamps"]
    assert found(index, "lamp", seller_id=SELLERS[1], max_price_cents=1) == [2]
    assert index.find(Wanted(text="lamp", seller_id="c" * 24)).total == 0


def test_filters_alone_may_leave_nothing(shop: ProductIndex) -> None:
    assert shop.find(Wanted(categories=("Books",))) == Found((), 0)


@pytest.mark.parametrize("text", ["the", "and of the", "zzzzqqqq", "!?", "\x00", "😀", "'; drop", "()"])
def test_a_text_that_finds_nothing_shows_the_newest(text: str) -> None:
    index = index_of(product(1, "Red lamp"), product(2, "Blue lamp"))
    result = index.find(Wanted(text=text))
    assert [int(product_id, 16) for product_id in result.product_ids] == [2, 1]
    assert (result.relaxed, result.complete) == (("text",), 0)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_an_empty_text_is_no_search(shop: ProductIndex, text: str) -> None:
    assert search(shop, text) == shop.find(Wanted())


SYNTAX = ["notebook", "AND", "OR", "NOT", "name:x^2", '"a b"~3', "[a TO b]", "(", "*", ".*", "\\", "-case", "+case"]
ANYTHING = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(SYNTAX)).map(" ".join))
SHOP = index_of(*NOTEBOOKS, *OTHERS)


@given(ANYTHING, st.booleans())
def test_any_text_has_an_answer(text: str, facets: bool) -> None:
    result = SHOP.find(Wanted(text=text, facets=facets))
    assert result.product_ids
    assert len(result.product_ids) == min(20, result.total)
    assert len(SHOP.suggest(text, 5).product_ids) <= 5


LONG = ["a" * 10_000, "notebook " * 1_200, "ab " * 3_000, "笔" * 10_000, "a1b2" * 2_500, "\u202eabc " * 2_000]


@pytest.mark.parametrize("text", LONG)
def test_a_long_text_is_answered_in_time(shop: ProductIndex, text: str) -> None:
    began = time.perf_counter()
    assert search(shop, text, facets=True).product_ids
    shop.suggest(text, 5)
    assert time.perf_counter() - began < 1


def test_what_was_typed_is_searched_as_it_is_when_that_is_asked_for(shop: ProductIndex) -> None:
    corrected, verbatim = search(shop, "notebok"), search(shop, "notebok", verbatim=True)
    assert (corrected.corrected, corrected.relaxed) == ("notebook", ())
    assert (verbatim.corrected, verbatim.relaxed) == (None, ("text",))


def test_words_that_no_product_has_both_of_are_parted_where_nothing_else_can_be_meant() -> None:
    index = index_of(
        *(product(number, f"Gaming mouse {number}") for number in range(1, 4)),
        *(product(number, f"Leather sofa {number}") for number in range(11, 14)),
    )
    assert index.find(Wanted(text="gamingsofa")).corrected == "gaming sofa"
    assert index.find(Wanted(text="gamingxyz")).corrected is None


def test_how_many_have_all_words_is_known_whatever_is_shown(shop: ProductIndex) -> None:
    assert (search(shop, "wireless mouse").complete, search(shop, "wireless mouse").total) == (1, 2)
    assert search(shop, "wireless keyboard").complete == 0


def test_words_of_new_products_are_learnt_though_the_same_was_asked_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.search.product_index._WORDS_KEPT_S", 0.05)
    index = index_of(product(1, "Red lamp"))
    assert index.find(Wanted(text="theodolyte")).corrected is None
    index.put(product(number, f"Theodolite {number}") for number in range(2, 5))
    index.commit()
    index.find(Wanted(text="theodolyte"))
    time.sleep(0.06)
    assert index.find(Wanted(text="theodolyte")).corrected == "theodolite"


def test_of_very_many_misspelt_words_the_last_are_corrected() -> None:
    index = index_of(*(product(number, f"Kettle {number}") for number in range(1, 30)))
    corrected = index.find(Wanted(text=" ".join(f"k{letter}ttle" for letter in "abcdfghij"))).corrected
    assert corrected is not None
    assert corrected.split().count("kettle") == 6
