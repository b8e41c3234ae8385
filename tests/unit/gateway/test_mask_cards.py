"""Card numbers are masked to their last four digits, however they are written; nothing else is touched."""

import random
import time
import unicodedata

import pytest

from souk_gateway.mask_cards import mask_cards

SEED = 20261120
CARDS = [
    "4242424242424242",
    "378282246310005",
    "5555555555554444",
    "6011000990139424",
    "4222222222222",
    "6304000000000000000",
]
SCRIPTS = ["0", "\uff10", "\u0660", "\u0966", "\U0001d7ce"]
"""The zero of some scripts; the other digits follow it."""
VISIBLE = "-._/;:~=+'#>\\,|*\u2022\u2027\u2219\u30fb\u30fc\u2013\u02bc\U0001f600"
BLANK = " \n\u00a0\u2009\u2028\u2029\u3000"
UNSEEN = "\u200b\u200f\u2060\u2066\u202e\u034f\u180e\u0301\u3164\u2800\ufe0f"
SEPARATORS = ["", *VISIBLE, *BLANK, *UNSEEN, " - ", ", ", ",\n", "--", "[]", ")(", "     ", " " * 20, "\u200b" * 20]


def in_groups(digits: str, separator: str) -> str:
    return separator.join(digits[start : start + 4] for start in range(0, len(digits), 4))


def shown(text: str) -> str:
    """The digits that are left, as plain ones."""
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdigit())


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("zero", SCRIPTS)
def test_a_card_number_keeps_only_its_last_four_digits(card: str, separator: str, zero: str) -> None:
    number = in_groups("".join(chr(ord(zero) + int(digit)) for digit in card), separator)
    masked = mask_cards(f"It is {number}, thank you")
    assert shown(masked) == card[-4:]
    assert len(masked) == len(f"It is {number}, thank you")
    assert masked.startswith("It is •")
    assert masked.endswith(", thank you")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("4242 4242 4242 4242", "•••• •••• •••• 4242"),
        ("card4242424242424242.", "card••••••••••••4242."),
        ("4²42424242424242", "••••••••••••4242"),
        ("+378282246310005", "+•••••••••••0005"),
        ("4242-4242-4242-4242 12/27 123", "••••-••••-••••-4242 12/27 123"),
        ("one 4242 4242 4242 4242\ntwo 5555 5555 5555 4444", "one •••• •••• •••• 4242\ntwo •••• •••• •••• 4444"),
        ("4111-1111 1111-1111", "••••-•••• ••••-1111"),
        ("(4111)(1111)(1111)(1111)", "(••••)(••••)(••••)(1111)"),
        ("4111111111111111123", "••••••••••••1111123"),
        ("124111111111111111", "12••••••••••••1111"),
        ("4111 1111 1111 1111123", "•••• •••• •••• 1111123"),
        ("411111111111111112345678", "••••••••••••111112345678"),
        ("4111111111111111abcdef12", "••••••••••••1111abcdef12"),
        ("378282 24631 0005, 3782 822463 10005", "•••••• ••••• 0005, •••• •••••• •0005"),
        ("3 4111 1111 1111 1111 12 27 123", "3 •••• •••• •••• 1111 12 27 123"),
        ("4111, 1111, 1111, 1111", "••••, ••••, ••••, 1111"),
        ("7 of 4242 4242 4242 4242", "7 of •••• •••• •••• 4242"),
    ],
)
def test_what_stands_around_a_card_number_stays(text: str, masked: str) -> None:
    assert mask_cards(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Is it still there?",
        "+1 (555) 123-4567 or +44 20 7946 0958",
        "+4915112345678",
        "555-123-4567 555-987-6543",
        "My order is 655f1e2a9b8c7d6e5f4a3b2c",
        "and the other 650000001234567890123456",
        "2026-11-20 15:41:00 to 2026-11-21 09:00:00",
        "12.50 13.99 14.00 15.25",
        "4242 4242 4242 4241",
        "424242424242",
        "12, 13, 14, 15, 16, 17, 18, 19",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15",
        "41 11 11 11 11 11 11 11",
        "2019, 2020, 2021, 2022",
        "450, 460, 470, 480, 490, 500",
        "4,111,111,111,111",
        "(415) 555-2671, (415) 555-2672; 415-555-2676 415-555-2671",
        "9111 1111 1111 1111",
        "411111111111111",
        "it is 507f1f77bcf86cd799439011 or 4f3c2b1a9d8e7f6a5b4c3d2e",
        "DE89 3704 0044 0532 0130 00",
        "I have 4242 of them, and 4242 more, 4242 and 4242",
    ],
)
def test_what_is_no_card_number_is_left_alone(text: str) -> None:
    assert mask_cards(text) == text


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("between", [" ", ", ", "-", "\n", "\ufe0f\u20e3", "\ufe0f\u20e3 "])
def test_a_card_number_one_digit_at_a_time_is_masked_too(card: str, between: str) -> None:
    masked = mask_cards("".join(digit + between for digit in card))
    assert shown(masked) == card[-4:]
    assert masked == "".join(digit + between for digit in "•" * (len(card) - 4) + card[-4:])


def test_no_text_of_digits_and_separators_takes_long_or_changes_its_length() -> None:
    chosen = random.Random(SEED)
    began = time.process_time()
    texts = ["1" * 4_000, "1 " * 2_000, "4-" * 2_000, "4242 " * 800]
    texts += ["4" * 4_000, "6" * 4_000, "6 " * 2_000, "6000 " * 800, "6...." * 800, "1" + " " * 3_998 + "x"]
    texts += ["1" + " ." * 1_999 + "x", "1     " * 666, "a" * 3_987 + "4242424242424", "\u0301" * 3_980 + "1" * 20]
    texts += ["".join(chosen.choice("0123456789 -.\u200b") for _ in range(4_000)) for _ in range(10)]
    for text in texts:
        masked = mask_cards(text)
        assert len(masked) == len(text)
        assert all(new in (old, "•") for old, new in zip(text, masked, strict=True))
    assert time.process_time() - began < 0.1 * len(texts)
