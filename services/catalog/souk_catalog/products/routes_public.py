"""`/api/products` for visitors. Answers are built as bytes at once: these routes carry the shop's traffic."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query, Request, Response
from pydantic_core import to_json

from souk_catalog.products.dependencies import Shop
from souk_catalog.products.listing import sort_of
from souk_catalog.products.repository import no_such_product
from souk_catalog.products.schemas import Categories, ListQuery, ProductOut, ProductPage
from souk_common.app import api_router
from souk_common.identity import Anyone, CurrentVisitor
from souk_common.pagination import page_count
from souk_common.schemas import PathId

NOT_SHARED = {"Cache-Control": "private, no-store"}
_SHARED = {"Cache-Control": "public, max-age=0, s-maxage=1"}

listing_router = api_router("/api/products", "products")
detail_router = api_router("/api/products", "products")
"""Mounted last: its path would take every other name below `/api/products/` for an id."""


@listing_router.get("/", operation_id="listProducts", dependencies=[Anyone], responses={200: {"model": ProductPage}})
async def list_products(request: Request, shop: Shop, query: Annotated[ListQuery, Query()]) -> Response:
    """Products on sale: searched, filtered, sorted, by pages.

    All the words of a search are required, unless no product has them all.
    """
    search = await shop.search_for(query.search)
    chosen = query.chosen(search)
    sort = sort_of(query.sort, searched=search is not None)
    items, total = await shop.page(chosen, sort, query.skip, query.limit)
    answer = {
        "items": items,
        "total": total,
        "page": query.page,
        "pages": page_count(total, query.limit),
        "facets": await shop.facets(chosen) if query.facets else None,
    }
    return Response(to_json(answer), headers=_caching(request), media_type="application/json")


@listing_router.get(
    "/categories", operation_id="listCategories", dependencies=[Anyone], responses={200: {"model": Categories}}
)
async def list_categories(request: Request, shop: Shop) -> Response:
    """The categories that have products on sale, with how many."""
    items = [{"category": entry["value"], "count": entry["count"]} for entry in await shop.categories()]
    return Response(to_json({"items": items}), headers=_caching(request), media_type="application/json")


@detail_router.get("/{product_id}", operation_id="getProduct", responses={200: {"model": ProductOut}})
async def get_product(request: Request, shop: Shop, visitor: CurrentVisitor, product_id: PathId) -> Response:
    """One product. One that is off sale is shown to its seller and to admins only, a deleted one to nobody."""
    product = await shop.get(product_id)
    if product is None or product["status"] == "deleted":
        raise no_such_product()
    if product["status"] != "active" and (
        visitor is None or (visitor.role != "admin" and visitor.user_id != product["seller_id"])
    ):
        raise no_such_product()
    return Response(to_json(product), headers=_caching(request), media_type="application/json")


def _caching(request: Request) -> Mapping[str, str]:
    return NOT_SHARED if "authorization" in request.headers else _SHARED
