"""`/api/admin/products`: admins look at products and take them off sale or put them back."""

from typing import Annotated

from fastapi import Depends, Query, Request, Response
from pydantic_core import to_json

from souk_catalog.moderation.moderate import Moderate
from souk_catalog.moderation.repository import ModeratedProducts
from souk_catalog.moderation.schemas import DisableProductIn, ModeratedProductOut, ModerationQuery, ReviewProductIn
from souk_catalog.products.at_once import NOT_SHARED
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import CurrentAdmin
from souk_common.pagination import Page, page_count
from souk_common.schemas import PathId

router = api_router("/api/admin/products", "admin")


async def _products(request: Request) -> ModeratedProducts:
    return ModeratedProducts(request.app.state.mongo)


async def _moderate(request: Request, admin: CurrentAdmin, address: ClientAddress) -> Moderate:
    return Moderate(request.app.state.mongo, admin, address)


Moderation = Annotated[Moderate, Depends(_moderate)]


def _answer(shape: object) -> Response:
    return Response(to_json(shape), headers=NOT_SHARED, media_type="application/json")


@router.get("", operation_id="listModeratedProducts", responses={200: {"model": Page[ModeratedProductOut]}})
async def list_products(
    _admin: CurrentAdmin,
    products: Annotated[ModeratedProducts, Depends(_products)],
    query: Annotated[ModerationQuery, Query()],
) -> Response:
    """Products to look at, those that wait the longest first; or all of them, or those that admins disabled."""
    items, total = await products.page(query)
    return _answer({"items": items, "total": total, "page": query.page, "pages": page_count(total, query.limit)})


@router.put(
    "/{product_id:object_id}/disable", operation_id="disableProduct", responses={200: {"model": ModeratedProductOut}}
)
async def disable(moderate: Moderation, product_id: PathId, body: DisableProductIn) -> Response:
    """Take a product off sale, with the reason that its seller and buyers are told."""
    return _answer(await moderate.disable(product_id, body.reason))


@router.put(
    "/{product_id:object_id}/enable", operation_id="enableProduct", responses={200: {"model": ModeratedProductOut}}
)
async def enable(moderate: Moderation, product_id: PathId) -> Response:
    """Put a product back on sale."""
    return _answer(await moderate.enable(product_id))


@router.put(
    "/{product_id:object_id}/review", operation_id="reviewProduct", responses={200: {"model": ModeratedProductOut}}
)
async def review(moderate: Moderation, product_id: PathId, body: ReviewProductIn) -> Response:
    """A product has been looked at and is fine."""
    return _answer(await moderate.review(product_id, body.changed_at))
