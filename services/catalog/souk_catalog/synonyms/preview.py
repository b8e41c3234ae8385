"""What a search would find with other synonyms, beside what it finds now."""

import asyncio
from collections.abc import Mapping

from pydantic_core import from_json

from souk_catalog.products.present import suggested_shape
from souk_catalog.search.synonyms import Group
from souk_catalog.search.wanted import Found, Wanted
from souk_catalog.shelf.shelf import Shelf
from souk_catalog.synonyms.schemas import PreviewIn, PreviewShape, RankingShape

_SHOWN, _LOOKED_AT = 10, 50


async def preview(shelf: Shelf, groups: Mapping[str, Group], body: PreviewIn) -> PreviewShape:
    """The best products of a search with the `groups` (by id), and with these changed as `body` says."""
    without = set(body.without)
    changed = [words for group_id, words in groups.items() if group_id not in without] + body.add
    wanted = Wanted(text=body.search, limit=_LOOKED_AT)
    before = shelf.index.find(wanted)
    after = await asyncio.to_thread(shelf.index.find_with, changed, wanted)
    return {"before": _ranking(shelf, before, after), "after": _ranking(shelf, after, before)}


def _ranking(shelf: Shelf, found: Found, other: Found) -> RankingShape:
    ranks = {product_id: rank for rank, product_id in enumerate(other.product_ids, start=1)}
    products = [(each, shelf.get(each)) for each in found.product_ids[:_SHOWN]]
    return {
        "total": found.total,
        "corrected": found.corrected,
        "relaxed": found.relaxed,
        "items": [
            {**suggested_shape(from_json(shown)), "other_rank": ranks.get(product_id)}
            for product_id, shown in products
            if shown is not None
        ],
    }
