"""What a search for orders means."""

import pytest

from souk_orders.shopkeeping.search import Sought, sought

ID = "65f0a1b2c3d4e5f6deadbeef"


@pytest.mark.parametrize("nothing", [None, "", "   ", "\x00\n"])
def test_an_empty_search_means_nothing(nothing: str | None) -> None:
    assert sought(nothing) is None


@pytest.mark.parametrize("text", ["deadbeef", "DEADBEEF", "#DeadBeef", " # deadbeef "])
def test_a_number_is_known_however_it_is_written(text: str) -> None:
    found = sought(text)
    assert found is not None
    assert found.order == {"number": "DEADBEEF"}


def test_an_id_names_one_order() -> None:
    found = sought(ID)
    assert found is not None
    assert str(found.order["_id"]) == ID


@pytest.mark.parametrize("text", ["deadbee", "deadbeef0", "deadbeeg", "kettle", ID[:-1], ID + "0", "#"])
def test_all_else_is_words(text: str) -> None:
    assert sought(text) == Sought("words", text)


def test_words_are_looked_for_letter_by_letter() -> None:
    assert Sought("words", "a.b*(c)").somewhere == {"$regex": r"a\.b\*\(c\)", "$options": "i"}
