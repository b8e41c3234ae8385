"""`/api/products` for visitors. Answers are built as bytes at once: these routes carry the shop's traffic."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic_core import to_json

from souk_catalog.products.at_once import at_once, storefront_answer
from souk_catalog.products.dependencies import TopSellers, storefront_of
from souk_catalog.products.repository import no_such_product
from souk_catalog.products.schemas import ProductOut
from souk_catalog.products.schemas_list import Categories, ListQuery, ProductPage
from souk_catalog.products.schemas_search import SimilarProducts, SimilarQuery, SuggestionsOut, SuggestQuery
from souk_catalog.products.schemas_top_selling import TopProducts, TopQuery
from souk_common.app import api_router
from souk_common.identity import Anyone, CurrentVisitor
from souk_common.schemas import PathId


def _list_asked_before(request: Request) -> bytes | None:
    return storefront_of(request).page_asked_before(request)


def _product_on_sale(request: Request) -> bytes | None:
    is_anonymous = "authorization" not in request.headers
    return storefront_of(request).shelf.get(request.path_params["product_id"]) if is_anonymous else None


lists = APIRouter(prefix="/api/products", tags=["products"], route_class=at_once(_list_asked_before))
router = api_router("/api/products", "products")
single = APIRouter(prefix="/api/products", tags=["products"], route_class=at_once(_product_on_sale))


@lists.get("/", operation_id="listProducts", dependencies=[Anyone], responses={200: {"model": ProductPage}})
async def list_products(request: Request, query: Annotated[ListQuery, Query()]) -> Response:
    """Products on sale: searched, filtered, sorted, by pages.

    A search forgives typos and is loosened rather than left without an answer: `corrected` is the text that was
    searched instead, `relaxed` says what was not insisted on.
    """
    content = storefront_of(request).page(query.wanted(), request)
    return storefront_answer(request, content)


@router.get("/categories", operation_id="listCategories", dependencies=[Anyone], responses={200: {"model": Categories}})
async def list_categories(request: Request) -> Response:
    """The categories that have products on sale, with how many."""
    return storefront_answer(request, storefront_of(request).shelf.categories())


@router.get("/suggest", operation_id="suggest", dependencies=[Anyone], responses={200: {"model": SuggestionsOut}})
async def suggest(request: Request, query: Annotated[SuggestQuery, Query()]) -> Response:
    """What somebody may want who is still typing: the last word is a beginning, and typos are forgiven."""
    return storefront_answer(request, storefront_of(request).suggest(query.q, query.limit))


@router.get(
    "/{product_id:object_id}/similar",
    operation_id="listSimilar",
    dependencies=[Anyone],
    responses={200: {"model": SimilarProducts}},
)
async def list_similar(request: Request, product_id: PathId, query: Annotated[SimilarQuery, Query()]) -> Response:
    """Products like one that is on sale, the most alike first."""
    content = storefront_of(request).shelf.similar(product_id, query.limit)
    if content is None:
        raise no_such_product()
    return storefront_answer(request, content)


@router.get(
    "/top-selling", operation_id="listTopSelling", dependencies=[Anyone], responses={200: {"model": TopProducts}}
)
async def list_top_selling(request: Request, best: TopSellers, query: Annotated[TopQuery, Query()]) -> Response:
    """Products on sale of which most units were sold in the last 30 days, the best seller first."""
    return storefront_answer(request, to_json({"items": await best.products(query.limit)}))


@single.get("/{product_id:object_id}", operation_id="getProduct", responses={200: {"model": ProductOut}})
async def get_product(request: Request, visitor: CurrentVisitor, product_id: PathId) -> Response:
    """One product. One that is off sale is shown to its seller and to admins only, a deleted one to nobody."""
    return storefront_answer(request, await storefront_of(request).get(product_id, visitor))
