import pytest
from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.moderation.text_query import all_of, words_of
from souk_catalog.search.words import MAX_WORDS


def test_quotes_and_minus_part_words_and_mean_nothing() -> None:
    assert words_of('"red lamp" -cheap wi-fi') == ["red", "lamp", "cheap", "wi", "fi"]


@pytest.mark.parametrize("text", ["", "   ", '"', "-", '-"-"', "!?%&/()", "$", "_"])
def test_a_text_of_symbols_has_no_words(text: str) -> None:
    assert words_of(text) == []
    assert all_of([]) == ""


@given(st.text())
def test_no_word_holds_an_operator(text: str) -> None:
    words = words_of(text)
    assert len(words) <= MAX_WORDS
    assert not any(character in word for word in words for character in '"-\\$ ')


def test_each_word_is_required_but_those_that_stand_in_every_text() -> None:
    assert all_of(["tea", "for", "two"]) == 'tea for two "tea" "two"'


@pytest.mark.parametrize(
    ("word", "phrase"),
    [("cards", "card"), ("batteries", "batter"), ("boxes", "box"), ("glass", "glass"), ("cases", "case"), ("tv", "tv")],
)
def test_singular_and_plural_find_each_other(word: str, phrase: str) -> None:
    assert all_of([word]) == f'{word} "{phrase}"'
