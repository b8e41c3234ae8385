"""What visitors read: products on sale, their facets and categories.

Counting costs more than the page itself, so counts, facets and categories are remembered for a second, which is as
long as NGINX may keep the whole answer. Reads go on through an election (see `Mongo.read_db`).
"""

import asyncio

from bson import CodecOptions, ObjectId

from souk_catalog.products import search
from souk_catalog.products.listing import Chosen, Facet, SortKeys, filter_of
from souk_catalog.products.model import FacetsShape, PriceRangeShape, ProductShape, ValueCountShape
from souk_catalog.products.present import product_shape
from souk_common.brief_cache import BriefCache
from souk_common.inventory import PRODUCTS
from souk_common.money import to_number
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Document, Mongo

REMEMBERED_S = 1.0
_REMEMBERED = 1_000
_TOP_BRANDS = 50
_MAX_CATEGORIES = 1_000


class Storefront:
    """Products as visitors see them."""

    def __init__(self, mongo: Mongo) -> None:
        # Whole rows, with times as plain UTC: a projection of nearly everything and time zones cost a tenth of a read.
        self._products: Collection = mongo.read_db[PRODUCTS].with_options(CodecOptions(tz_aware=False))
        self._totals = BriefCache[int](ttl_s=REMEMBERED_S, size=_REMEMBERED)
        self._facets = BriefCache[FacetsShape](ttl_s=REMEMBERED_S, size=_REMEMBERED)
        self._categories = BriefCache[list[ValueCountShape]](ttl_s=REMEMBERED_S, size=1)
        self._searches = BriefCache[str](ttl_s=REMEMBERED_S, size=_REMEMBERED)

    async def search_for(self, text: str | None) -> str | None:
        """The `$text` query for what was typed: all of the words, or any of them when no product has them all.

        None when nothing was typed; a text without a word finds nothing.
        """
        if not text:
            return None
        words = search.words_of(text)
        if len(words) <= 1:
            return search.all_of(words)

        async def choose() -> str:
            strict = search.all_of(words)
            hit = await self._products.find_one(
                filter_of(Chosen(search=strict)), {"_id": 1}, max_time_ms=READ_MAX_TIME_MS
            )
            return strict if hit else search.any_of(words)

        return await self._searches.get(" ".join(words), choose)

    async def page(self, chosen: Chosen, sort: SortKeys, skip: int, limit: int) -> tuple[list[ProductShape], int]:
        """The chosen products from `skip` on, `limit` at most, and how many there are in all."""
        found = filter_of(chosen)
        rows = await self._products.find(
            found, sort=sort, skip=skip, limit=limit, max_time_ms=READ_MAX_TIME_MS
        ).to_list(limit)
        seen = skip + len(rows)
        is_last_page = len(rows) < limit and (rows or skip == 0)
        total = seen if is_last_page else max(seen if rows else 0, await self._total(found))
        return [product_shape(row) for row in rows], total

    async def get(self, product_id: str) -> ProductShape | None:
        """A product in whichever status, or None."""
        row = await self._products.find_one({"_id": ObjectId(product_id)}, max_time_ms=READ_MAX_TIME_MS)
        return None if row is None else product_shape(row)

    async def facets(self, chosen: Chosen) -> FacetsShape:
        """What the list could be narrowed to; each facet's counts ignore its own filter."""

        async def ask() -> FacetsShape:
            categories, brands, price = await asyncio.gather(
                self._count_by("category", chosen, _MAX_CATEGORIES),
                self._count_by("brand", chosen, _TOP_BRANDS),
                self._price_range(chosen),
            )
            return {"categories": categories, "brands": brands, "price": price}

        return await self._facets.get(repr(chosen), ask)

    async def categories(self) -> list[ValueCountShape]:
        """The categories with products on sale, by name."""

        async def ask() -> list[ValueCountShape]:
            counts = await self._count_by("category", Chosen(), _MAX_CATEGORIES)
            return sorted(counts, key=lambda entry: entry["value"].casefold())

        return await self._categories.get("all", ask)

    async def _total(self, found: Document) -> int:
        async def ask() -> int:
            return await self._products.count_documents(found, maxTimeMS=READ_MAX_TIME_MS)

        return await self._totals.get(repr(found), ask)

    async def _count_by(self, facet: Facet, chosen: Chosen, most: int) -> list[ValueCountShape]:
        rows = self._products.aggregate(
            [
                {"$match": filter_of(chosen, without=facet)},
                {"$group": {"_id": f"${facet}", "count": {"$sum": 1}}},
                {"$match": {"_id": {"$ne": None}}},
                {"$sort": {"count": -1, "_id": 1}},
                {"$limit": most},
            ],
            maxTimeMS=READ_MAX_TIME_MS,
        )
        return [{"value": row["_id"], "count": row["count"]} async for row in rows]

    async def _price_range(self, chosen: Chosen) -> PriceRangeShape | None:
        rows = await self._products.aggregate(
            [
                {"$match": filter_of(chosen, without="price")},
                {"$group": {"_id": None, "min": {"$min": "$price_cents"}, "max": {"$max": "$price_cents"}}},
            ],
            maxTimeMS=READ_MAX_TIME_MS,
        ).to_list(1)
        return {"min": to_number(rows[0]["min"]), "max": to_number(rows[0]["max"])} if rows else None
