"""Texts that people write: something must be seen of them, and as it was written."""

import pytest

from souk_gateway.written_text import written_text


@pytest.mark.parametrize(
    "text",
    [
        "Hello",
        "?",
        "👍",
        "👩\u200d👧",
        "\u2066\u05e9\u05dc\u2069",
        "\u200f\u0645\u0631",
        "की",
        "1\ufe0f\u20e3",
        "a\n\tb",
        "a\u200bb",
        "©",
    ],
)
def test_what_can_be_seen_stays_as_it_is(text: str) -> None:
    assert written_text(text) == text


@pytest.mark.parametrize(
    "text",
    ["\u200b", "\u200b \u200d\n", "\u3164", "\u2800\u2800", "\u115f\u1160\uffa0", "\u0301", "\U000e0041", "\ufeff", ""],
)
def test_what_nobody_sees_is_no_text(text: str) -> None:
    with pytest.raises(ValueError, match="can be seen"):
        written_text(text)


@pytest.mark.parametrize("text", ["\u202eolleH", "Hello \u202d there"])
def test_no_text_turns_its_direction_around(text: str) -> None:
    with pytest.raises(ValueError, match="direction"):
        written_text(text)


@pytest.mark.parametrize("text", ["a\x00b", "bell \x07", "\x85", "\ud83d", "a\rb"])
def test_control_characters_are_no_text(text: str) -> None:
    with pytest.raises(ValueError, match="control characters"):
        written_text(text)
