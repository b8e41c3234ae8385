from datetime import date

import pytest

from souk_catalog.search.product_index import ProductIndex
from souk_catalog.searches import visitors
from souk_catalog.searches.past_searches import PastSearches
from souk_catalog.searches.searched_text import kept_text
from souk_catalog.searches.visitors import Visitors

INDEX = ProductIndex()


@pytest.mark.parametrize(
    "typed",
    [
        "amir@example.com",
        "amir @ example",
        "5551234",
        "+1 (555) 123-4567",
        "call 555.123.4567 now",
        "4111 1111 1111 1111",
        "DE89 3704 0044 0532 0130 00",
        "1/2/1990 12 34",
        "amir\uff20example.com",
        "amir\ufe6bexample.com",
        "amir%40example.com",
        "amir(at)example.com",
        "amir at example dot com",
        "\uff15\uff15\uff15\uff11\uff12\uff13\uff14",
        "\u0665\u0665\u0665\u0661\u0662\u0663\u0664",
        "5\u03015\u030151234",
        "\u277a\u277a\u277a\u2776\u2777\u2778\u2779",
        "061 - 234 _ 567",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
    ],
)
def test_what_may_say_who_somebody_is_is_not_kept(typed: str) -> None:
    assert kept_text(typed, INDEX.words_of(typed)) is None


@pytest.mark.parametrize(
    "typed", ["iphone 7", "cn 313", "hdmi 2.1 cable", "usb 3.0 64 gb", "123456", "1080p 60 fps", "1920x1080 monitor"]
)
def test_names_and_models_of_products_are_kept(typed: str) -> None:
    assert kept_text(typed, typed) == typed


def test_only_the_beginning_of_a_long_text_is_kept_and_nothing_of_an_empty_one() -> None:
    assert kept_text("x", "ab " * 100) == ("ab " * 34)[:100].strip()
    assert kept_text("?!", "") is None


def test_the_same_counts_once_a_day_for_each_visitor() -> None:
    days = [date(2026, 1, 1)]
    known = Visitors(lambda: days[0])
    assert [known.is_first(address, "tv") for address in ("a", "a", "b")] == [True, False, True]
    assert known.is_first("a", "tv", "product")
    assert known.is_first("a", "radio")
    days[0] = date(2026, 1, 2)
    assert known.is_first("a", "tv")
    assert not known.is_first("a", "tv")


def test_all_addresses_of_one_ipv6_household_are_one_visitor() -> None:
    known = Visitors()
    assert known.is_first("2001:db8:1:2::1", "tv")
    assert not known.is_first("2001:db8:1:2:ffff::9", "tv")
    assert known.is_first("2001:db8:1:3::1", "tv")


def test_one_visitor_cannot_fill_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitors, "MAX_OF_A_VISITOR", 3)
    monkeypatch.setattr(visitors, "MAX_KNOWN", 5)
    known = Visitors()
    assert [known.is_first("a", str(number)) for number in range(5)] == [True, True, True, False, False]
    assert [known.is_first(str(number), "tv") for number in range(4)] == [True, True, False, False]


def test_nothing_of_a_visitor_can_be_read() -> None:
    known = Visitors()
    known.is_first("203.0.113.7", "tv")
    held = repr(vars(known))
    assert "203.0.113.7" not in held and "tv" not in held


def test_past_searches_that_begin_alike_come_by_how_often_they_were() -> None:
    past = PastSearches([("usb stick", 9), ("usb cable", 20), ("usb", 3), ("tv", 50), ("usb hub", 9)])
    assert past.beginning("usb", 3) == ["usb cable", "usb hub", "usb stick"]
    assert past.beginning("usb s", 3) == ["usb stick"]
    assert past.beginning("x", 3) == []


def test_the_most_frequent_past_search_comes_first_however_many_begin_alike() -> None:
    past = PastSearches([*((f"s a{number:04}", 9) for number in range(2_000)), ("ssd", 1_000)])
    assert past.beginning("s", 2) == ["ssd", "s a0000"]
