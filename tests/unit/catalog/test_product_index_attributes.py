"""What a result can be narrowed to by attributes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.products.model import AttributeValue
from souk_catalog.search.attribute_choices import COLUMNS, MAX_VALUE, MOST_NAMES, choices_of
from souk_catalog.search.product_index import ProductIndex
from souk_catalog.search.wanted import AttributeFacet, Count, Wanted
from tests.fixtures.search import found, index_of, product

MEMORY = [8, 8, 8, 16, 16, 4] * 2
NOTEBOOKS = [
    product(
        number,
        f"Notebook {number}",
        category="Notebooks",
        attributes={"memory": memory, "touch": number % 2 == 0, "serial": f"N{number}", "made_of": "metal", "kg": 1.5},
    )
    for number, memory in enumerate(MEMORY, start=1)
]
BAGS = [
    product(number, f"Notebook bag {number}", category="Bags", attributes={"colour": "black"})
    for number in range(21, 24)
]


@pytest.fixture(scope="module")
def shop() -> ProductIndex:
    return index_of(*NOTEBOOKS, *BAGS)


def attributes(index: ProductIndex, **wanted: Any) -> dict[str, list[tuple[str, int]]]:
    facets = index.find(Wanted(facets=True, **wanted)).facets
    assert facets is not None
    return {facet.name: [(each.value, each.count) for each in facet.values] for facet in facets.attributes}


def test_attributes_that_tell_the_products_apart_are_facets_with_their_counts(shop: ProductIndex) -> None:
    assert attributes(shop, categories=("Notebooks",)) == {
        "memory": [("8", 6), ("16", 4), ("4", 2)],
        "touch": [("false", 6), ("true", 6)],
    }


def test_a_search_has_the_attributes_of_the_kind_that_most_of_the_best_are(shop: ProductIndex) -> None:
    assert list(attributes(shop, text="notebook")) == ["memory", "touch"]


def test_a_list_of_everything_has_no_attributes_to_narrow_it_by(shop: ProductIndex) -> None:
    assert attributes(shop) == {}


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        (("memory:16",), [11, 10, 5, 4]),
        (("memory:16", "memory:4"), [12, 11, 10, 6, 5, 4]),
        (("memory:8", "touch:true"), [8, 2]),
        (("colour:Black",), [23, 22, 21]),
        (("memory:15",), []),
        (("nothing:like it",), []),
    ],
)
def test_choices_of_one_attribute_add_up_and_those_of_several_narrow(
    shop: ProductIndex, chosen: tuple[str, ...], numbers: list[int]
) -> None:
    assert found(shop, attributes=chosen) == numbers


def test_an_attribute_is_counted_without_its_own_choices_and_stays_when_nothing_is_left(shop: ProductIndex) -> None:
    chosen = attributes(shop, categories=("Notebooks",), attributes=("touch:true",))
    assert chosen == {"touch": [("false", 6), ("true", 6)], "memory": [("16", 2), ("4", 2), ("8", 2)]}
    assert attributes(shop, categories=("Bags",), attributes=("touch:true",)) == {"touch": []}


def test_choices_that_leave_nothing_of_a_search_are_left_out(shop: ProductIndex) -> None:
    result = shop.find(Wanted(text="bag", attributes=("memory:8",)))
    assert (sorted(int(each, 16) for each in result.product_ids), result.relaxed) == ([21, 22, 23], ("filters",))


def test_a_product_that_changes_or_goes_takes_its_choices_along() -> None:
    index = index_of(*NOTEBOOKS)
    index.put([product(1, "Notebook 1", category="Notebooks", attributes={"memory": 64})])
    index.remove([NOTEBOOKS[3].product_id])
    index.commit()
    assert found(index, attributes=("memory:64",)) == [1]
    assert found(index, attributes=("memory:8",)) == [9, 8, 7, 3, 2]
    assert found(index, attributes=("memory:16",)) == [11, 10, 5]


def test_attributes_share_columns_when_there_are_very_many() -> None:
    made_up = [
        product(number, f"Thing {number}", attributes={f"a{number + more}": number % 2 for more in range(COLUMNS)})
        for number in range(1, 40)
    ]
    index = index_of(*made_up)
    assert found(index, attributes=("a20:0",))[0] == 20
    shown = attributes(index, categories=("Cables",))
    assert len(shown) == MOST_NAMES
    assert all(values and {value for value, _ in values} == {"0", "1"} for values in shown.values())


def test_the_values_shown_are_those_of_the_attribute_whatever_its_name() -> None:
    names = ["a", "a b", ".*", "[x]", "(", "é", "\\", "a|b", "名前"]
    index = index_of(*(product(n, f"Thing {n}", attributes=dict.fromkeys(names, n % 2)) for n in range(1, 9)))
    for name in names:
        assert attributes(index, attributes=(f"{name}:0",))[name] == [("0", 4), ("1", 4)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (3.0, "3"),
        (15.6, "15.6"),
        ("  two\n words ", "Two words"),
        ("RJ-45", "RJ-45"),
        ("i7-9750H", "i7-9750H"),
        ("black", "Black"),
    ],
)
def test_values_are_texts(value: AttributeValue, text: str) -> None:
    assert choices_of({"name": value}) == (f"name:{text}",)


def test_long_and_empty_values_and_names_with_a_colon_are_no_choices() -> None:
    assert choices_of({"a": "x" * (MAX_VALUE + 1), "b": " ", "c:d": 1}) == ()


VALUES = st.one_of(st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(max_size=60))


@given(st.dictionaries(st.text(min_size=1, max_size=60), VALUES, max_size=5))
def test_any_attributes_can_be_filtered_by(made_up: dict[str, AttributeValue]) -> None:
    index = index_of(product(1, "Thing", attributes=made_up))
    for choice in choices_of(made_up):
        assert found(index, attributes=(choice,)) == [1]


def test_facets_are_the_same_on_every_page_and_in_every_order(shop: ProductIndex) -> None:
    first = shop.find(Wanted(text="notebook", facets=True, limit=2)).facets
    assert first is not None
    assert first.attributes[0] == AttributeFacet("memory", (Count("8", 6), Count("16", 4), Count("4", 2)))
    assert shop.find(Wanted(text="notebook", facets=True, limit=2, skip=4, sort="price_asc")).facets == first


def test_of_very_many_products_facets_are_estimated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("souk_catalog.search.parts.EXACT_MOST", 500)
    index = index_of(
        *(
            product(number, "Lamp", category="Lamps", brand="AB"[number % 4 == 0], attributes={"watts": number % 2})
            for number in range(1, 3_001)
        )
    )
    for wanted in (Wanted(text="lamp", facets=True), Wanted(categories=("Lamps",), brands=("A",), facets=True)):
        result = index.find(wanted)
        assert result.facets is not None
        brands = {each.value: each.count for each in result.facets.brands}
        assert brands == pytest.approx({"A": 2_250, "B": 750}, rel=0.25)
        watts = {each.value: each.count for each in result.facets.attributes[0].values}
        assert watts == pytest.approx(dict.fromkeys("01", result.total / 2), rel=0.4)


def test_a_search_within_a_category_has_its_attributes_whatever_the_search_finds_elsewhere() -> None:
    pens = [
        product(number, f"Black pen {number}", category="Pens", attributes={"nib": number % 3}) for number in range(60)
    ]
    screens = [
        product(number, f"Screen {number} black", category="Screens", attributes={"inches": number % 3 + 20})
        for number in range(60, 80)
    ]
    index = index_of(*pens, *screens)
    assert list(attributes(index, text="black")) == ["nib"]
    assert list(attributes(index, text="black", categories=("Screens",))) == ["inches"]
    assert list(attributes(index, text="black", min_price_cents=1, attributes=("inches:20",))) == ["inches"]


def test_what_visitors_make_up_leaves_nothing_behind(shop: ProductIndex) -> None:
    before = repr(vars(shop._choices))
    assert found(shop, attributes=("made up:8",)) == []
    assert attributes(shop, attributes=("made up:8",)) == {}
    assert attributes(shop, categories=("Made up",)) == {}
    assert repr(vars(shop._choices)) == before


def test_a_category_without_products_is_forgotten() -> None:
    index = index_of(product(1, "Lamp", category="A", attributes={"watts": 5}))
    for number in range(50):
        index.put([product(1, "Lamp", category=f"B{number}", attributes={"watts": number})])
    index.commit()
    assert list(index._choices._categories) == ["B49"]
