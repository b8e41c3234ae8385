"""Bands of prices that a result can be narrowed to: between round amounts, with about as many products in each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

_STEPS_CENTS = (100, 150, 200, 300, 500, 750)
EDGES_CENTS = tuple(step * 10**power for power in range(6) for step in _STEPS_CENTS)
_MOST = 6


@dataclass(frozen=True, slots=True)
class Band:
    """How many products cost at least `min_cents` and at most `max_cents`; None: whatever is below, or above."""

    min_cents: int | None
    max_cents: int | None
    count: int


def bands_of(counts: Sequence[int]) -> tuple[Band, ...]:
    """At most six bands, none of them empty; no bands where one would hold everything.

    `counts`: how many products cost less than the first of `EDGES_CENTS`, how many from there to less than the next,
    and so on; one more than there are edges.
    """
    enough = sum(counts) / _MOST
    bands: list[Band] = []
    lowest, held = None, 0
    for count, edge in zip(counts, (*EDGES_CENTS, None), strict=True):
        held += count
        if held and (edge is None or held >= enough):
            bands.append(Band(lowest, edge and edge - 1, held))
            lowest, held = edge, 0
    if not bands[1:]:
        return ()
    return (*bands[:-1], replace(bands[-1], max_cents=None))
