"""`/api/products` for visitors. Answers are built as bytes at once: these routes carry the shop's traffic."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Query, Request, Response
from pydantic_core import to_json

from souk_catalog.products.dependencies import TopSellers, storefront_of
from souk_catalog.products.listing import sort_of
from souk_catalog.products.repository import no_such_product
from souk_catalog.products.schemas import Categories, ListQuery, ProductOut, ProductPage
from souk_catalog.products.schemas_top_selling import TopProducts, TopQuery
from souk_common.app import api_router
from souk_common.identity import Anyone, CurrentVisitor
from souk_common.pagination import page_count
from souk_common.schemas import PathId

NOT_SHARED = {"Cache-Control": "private, no-store"}
_SHARED = {"Cache-Control": "public, max-age=0, s-maxage=1"}

router = api_router("/api/products", "products")


@router.get("/", operation_id="listProducts", dependencies=[Anyone], responses={200: {"model": ProductPage}})
async def list_products(request: Request, query: Annotated[ListQuery, Query()]) -> Response:
    """Products on sale: searched, filtered, sorted, by pages.

    All the words of a search are required, unless no product has them all.
    """
    shop = storefront_of(request)
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


@router.get("/categories", operation_id="listCategories", dependencies=[Anyone], responses={200: {"model": Categories}})
async def list_categories(request: Request) -> Response:
    """The categories that have products on sale, with how many."""
    items = [
        {"category": entry["value"], "count": entry["count"]} for entry in await storefront_of(request).categories()
    ]
    return Response(to_json({"items": items}), headers=_caching(request), media_type="application/json")


@router.get(
    "/top-selling", operation_id="listTopSelling", dependencies=[Anyone], responses={200: {"model": TopProducts}}
)
async def list_top_selling(request: Request, best: TopSellers, query: Annotated[TopQuery, Query()]) -> Response:
    """Products on sale of which most units were sold in the last 30 days, the best seller first."""
    answer = {"items": await best.products(query.limit)}
    return Response(to_json(answer), headers=_caching(request), media_type="application/json")


@router.get("/{product_id:object_id}", operation_id="getProduct", responses={200: {"model": ProductOut}})
async def get_product(request: Request, visitor: CurrentVisitor, product_id: PathId) -> Response:
    """One product. One that is off sale is shown to its seller and to admins only, a deleted one to nobody."""
    product = await storefront_of(request).get(product_id)
    if product is None or product["status"] == "deleted":
        raise no_such_product()
    if product["status"] != "active" and (
        visitor is None or (visitor.role != "admin" and visitor.user_id != product["seller_id"])
    ):
        raise no_such_product()
    return Response(to_json(product), headers=_caching(request), media_type="application/json")


def _caching(request: Request) -> Mapping[str, str]:
    return NOT_SHARED if "authorization" in request.headers else _SHARED
