"""What visitors read: products on sale, from memory; what is not on sale, from the database for those who may see it.

Reads go on through an election (see `Mongo.read_db`).
"""

from bson import CodecOptions, ObjectId
from fastapi import Request
from pydantic_core import to_json

from souk_catalog.products.present import product_shape
from souk_catalog.products.repository import no_such_product
from souk_catalog.search.wanted import Wanted
from souk_catalog.searches.count_searches import SearchCounter
from souk_catalog.searches.past_searches import PastSearches
from souk_catalog.shelf.follow_products import ProductFollower
from souk_catalog.shelf.shelf import Shelf
from souk_common.client_address import address_of
from souk_common.identity import Identity
from souk_common.inventory import PRODUCTS
from souk_common.mongo import READ_MAX_TIME_MS, Collection, Mongo

_REMEMBERED = 2_000
_LONGEST_REMEMBERED = 500


class Storefront:
    """Products as visitors see them."""

    def __init__(self, mongo: Mongo, products: ProductFollower, counter: SearchCounter, past: PastSearches) -> None:
        self._followed = products
        self._counter = counter
        self._past = past
        self._asked: dict[bytes, Wanted] = {}
        self._products: Collection = mongo.read_db[PRODUCTS].with_options(CodecOptions(tz_aware=False))

    @property
    def shelf(self) -> Shelf:
        """The products on sale."""
        return self._followed.shelf

    def page(self, wanted: Wanted, request: Request) -> bytes:
        """The JSON of a page of products; what the query string asks for is remembered."""
        query_string = request.scope["query_string"]
        if len(query_string) <= _LONGEST_REMEMBERED:
            self._asked[query_string] = wanted
        if len(self._asked) > _REMEMBERED:
            del self._asked[next(iter(self._asked))]
        return self._page(wanted, request)

    def page_asked_before(self, request: Request) -> bytes | None:
        """The JSON of the page that a query string asks for; None when it is not remembered to be a good one."""
        wanted = self._asked.get(request.scope["query_string"])
        return None if wanted is None else self._page(wanted, request)

    def suggest(self, text: str, limit: int) -> bytes:
        """The JSON of what somebody may want who has typed this so far."""
        return self.shelf.suggest(text, limit, self._past)

    async def get(self, product_id: str, visitor: Identity | None) -> bytes:
        """The JSON of a product. Who sells may just have written it: they, and whoever asks for one that is not on
        the shelf, get it from the database.

        Raises:
            NotFound: there is none, it was deleted, or it is off sale and the visitor neither its seller nor an admin.
        """
        sells = visitor is not None and visitor.role != "buyer"
        content = None if sells else self.shelf.get(product_id)
        if content is not None:
            return content
        row = await self._products.find_one({"_id": ObjectId(product_id)}, max_time_ms=READ_MAX_TIME_MS)
        if row is None or row["status"] == "deleted":
            raise no_such_product()
        if row["status"] != "active" and not (visitor and _may_see(visitor, str(row["seller_id"]))):
            raise no_such_product()
        return to_json(product_shape(row))

    def _page(self, wanted: Wanted, request: Request) -> bytes:
        content, searched = self.shelf.page(wanted)
        if wanted.is_fresh_search and request.headers.get("sec-fetch-site") != "cross-site":
            self._counter.searched(address_of(request), wanted.text or "", *searched)
        return content


def _may_see(visitor: Identity, seller_id: str) -> bool:
    return visitor.role == "admin" or visitor.user_id == seller_id
