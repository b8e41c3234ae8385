"""`/api/products` for sellers and admins: their products and the stock of those."""

import json
from typing import Annotated

from fastapi import Query, Response
from pydantic_core import to_json

from souk_catalog.pictures.dependencies import PictureRows
from souk_catalog.products.adjust import adjust
from souk_catalog.products.at_once import NOT_SHARED
from souk_catalog.products.delete_product import delete_product
from souk_catalog.products.dependencies import Creating, MovingStock, ProductRows
from souk_catalog.products.listing import OWN_SORTS
from souk_catalog.products.repository import owned_by
from souk_catalog.products.restock import restock
from souk_catalog.products.schemas import (
    AdjustmentIn,
    MyProductsQuery,
    ProductChangesIn,
    ProductIn,
    ProductOut,
    RestockIn,
)
from souk_catalog.products.schemas_list import Categories
from souk_catalog.products.update_product import update_product
from souk_common.app import api_router
from souk_common.idempotency import IdempotencyKey
from souk_common.identity import CurrentSellerOrAdmin
from souk_common.pagination import Page, PageQuery, page_count
from souk_common.schemas import PathId

router = api_router("/api/products", "products")


def _answer(shape: object) -> Response:
    return Response(to_json(shape), headers=NOT_SHARED, media_type="application/json")


def _page(items: object, total: int, query: PageQuery) -> Response:
    return _answer({"items": items, "total": total, "page": query.page, "pages": page_count(total, query.limit)})


@router.get("/my-products", operation_id="listMyProducts", responses={200: {"model": Page[ProductOut]}})
async def my_products(
    seller: CurrentSellerOrAdmin, products: ProductRows, query: Annotated[MyProductsQuery, Query()]
) -> Response:
    """The caller's own products, those that are off sale included."""
    chosen = query.chosen(seller.user_id)
    items, total = await products.page(chosen, OWN_SORTS[query.sort], query.skip, query.limit)
    return _page(items, total, query)


@router.get("/my-products/categories", operation_id="listMyCategories", responses={200: {"model": Categories}})
async def my_categories(seller: CurrentSellerOrAdmin, products: ProductRows) -> Response:
    """The categories of the caller's own products, with how many."""
    return _answer({"items": await products.categories_of(seller.user_id)})


@router.get("/my-products/{product_id:object_id}", operation_id="getMyProduct", responses={200: {"model": ProductOut}})
async def my_product(actor: CurrentSellerOrAdmin, products: ProductRows, product_id: PathId) -> Response:
    """One of the caller's own products (for an admin: anybody's), as last written, on sale or not."""
    return _answer(await products.get(product_id, owned_by(actor)))


@router.post("/", status_code=201, operation_id="createProduct", responses={201: {"model": ProductOut}})
async def create(
    seller: CurrentSellerOrAdmin, create_product: Creating, key: IdempotencyKey, body: ProductIn
) -> Response:
    """Put a product on sale, with the caller as its seller."""
    answer = await create_product(seller, body, key)
    response = answer.response()
    response.headers["Location"] = f"/api/products/{json.loads(answer.body)['id']}"
    return response


@router.put("/{product_id:object_id}", operation_id="updateProduct", responses={200: {"model": ProductOut}})
async def update(
    actor: CurrentSellerOrAdmin,
    products: ProductRows,
    pictures: PictureRows,
    product_id: PathId,
    body: ProductChangesIn,
) -> Response:
    """Change the fields that are sent; the stock is not among them."""
    return _answer(await update_product(products, pictures, actor, product_id, body))


@router.delete("/{product_id:object_id}", status_code=204, operation_id="deleteProduct")
async def delete(actor: CurrentSellerOrAdmin, products: ProductRows, product_id: PathId) -> None:
    """Take a product off the market for good."""
    await delete_product(products, actor, product_id)


@router.post("/{product_id:object_id}/restock", operation_id="restockProduct", responses={200: {"model": ProductOut}})
async def restock_product(
    actor: CurrentSellerOrAdmin, move: MovingStock, key: IdempotencyKey, product_id: PathId, body: RestockIn
) -> Response:
    """Add units that came in. Answers the product as it is then."""
    return (await restock(move, actor, product_id, body, key)).response()


@router.post("/{product_id:object_id}/adjust", operation_id="adjustStock", responses={200: {"model": ProductOut}})
async def adjust_stock(
    actor: CurrentSellerOrAdmin, move: MovingStock, key: IdempotencyKey, product_id: PathId, body: AdjustmentIn
) -> Response:
    """Correct the stock by some units, up or down. Answers the product as it is then."""
    return (await adjust(move, actor, product_id, body, key)).response()
