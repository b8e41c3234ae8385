"""Parts of all products, drawn like lots: where very many are found, what is counted in a part stands for the whole."""

from collections.abc import Iterator
from hashlib import blake2b

from tantivy import Occur, Query, Schema

EXACT_MOST = 20_000
"""Of more products than these a part is counted."""
PARTS = "parts"
_HALVINGS = 10


def number_of(text: str) -> int:
    """A number of 64 bits, always the same for a text, and like a lot drawn for it."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest())


def parts_with(product_id: str) -> Iterator[int]:
    """The parts that a product is in. Part 1 is a half of all products, and each part is a half of the one before."""
    lot = number_of(product_id)
    for halvings in range(1, _HALVINGS + 1):
        if lot >> halvings << halvings != lot:
            return
        yield halvings


def halvings_of(products: int, most: int | None = None) -> int:
    """How often so many products have to be halved to be `most` (`EXACT_MOST`) or fewer."""
    most = EXACT_MOST if most is None else most
    halvings = 0
    while products >> halvings > most and halvings < _HALVINGS:
        halvings += 1
    return halvings


def part_of(schema: Schema, matching: Query, halvings: int) -> Query:
    """What of this part matches, with the score of `matching`; all that matches for 0."""
    if not halvings:
        return matching
    chosen = Query.const_score_query(Query.term_query(schema, PARTS, halvings, index_option="basic"), 0.0)
    return Query.boolean_query([(Occur.Must, matching), (Occur.Must, chosen)])
