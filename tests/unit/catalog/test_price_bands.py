from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from souk_catalog.search.price_bands import EDGES_CENTS, Band, bands_of

PRICES = st.lists(st.integers(0, 100_000_000), max_size=200)


def counts_of(prices: list[int]) -> list[int]:
    counts = [0] * (len(EDGES_CENTS) + 1)
    for cents in prices:
        counts[bisect_right(EDGES_CENTS, cents)] += 1
    return counts


def test_bands_hold_about_equally_many_between_round_amounts() -> None:
    prices = [999] * 40 + [2_500] * 40 + [7_000] * 40 + [30_000] * 5
    assert bands_of(counts_of(prices)) == (
        Band(None, 999, 40),
        Band(1_000, 2_999, 40),
        Band(3_000, 7_499, 40),
        Band(7_500, None, 5),
    )


def test_prices_that_are_all_alike_have_no_bands() -> None:
    assert bands_of(counts_of([2_500] * 10)) == ()
    assert bands_of(counts_of([])) == ()


@given(PRICES)
def test_every_price_is_in_exactly_one_band(prices: list[int]) -> None:
    bands = bands_of(counts_of(prices))
    assert len(bands) <= 6
    assert not bands or bands[0].min_cents is None is bands[-1].max_cents
    for band in bands:
        low, high = band.min_cents or 0, float("inf") if band.max_cents is None else band.max_cents
        assert band.count == sum(low <= cents <= high for cents in prices) > 0
    assert sum(band.count for band in bands) == (len(prices) if bands else 0)
