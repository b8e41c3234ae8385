"""What the routes ask for in their signatures."""

from typing import Annotated

from fastapi import Depends, Request

from souk_catalog.products.create_product import CreateProduct
from souk_catalog.products.import_products import ImportProducts
from souk_catalog.products.move_stock import MoveStock
from souk_catalog.products.repository import Products
from souk_catalog.products.stock_log import StockLog
from souk_catalog.products.storefront import Storefront


async def _products(request: Request) -> Products:
    return Products(request.app.state.mongo)


async def _stock_log(request: Request) -> StockLog:
    return StockLog(request.app.state.mongo)


async def _creating(request: Request) -> CreateProduct:
    return CreateProduct(request.app.state.mongo)


async def _moving(request: Request) -> MoveStock:
    return MoveStock(request.app.state.mongo, request.app.state.queue)


async def _importing(request: Request) -> ImportProducts:
    return ImportProducts(request.app.state.mongo)


async def _storefront(request: Request) -> Storefront:
    state = request.app.state
    if not hasattr(state, "storefront"):  # one for the app's life: it remembers; there is no database before
        state.storefront = Storefront(state.mongo)
    storefront: Storefront = state.storefront
    return storefront


ProductRows = Annotated[Products, Depends(_products)]
StockRows = Annotated[StockLog, Depends(_stock_log)]
Creating = Annotated[CreateProduct, Depends(_creating)]
MovingStock = Annotated[MoveStock, Depends(_moving)]
Importing = Annotated[ImportProducts, Depends(_importing)]
Shop = Annotated[Storefront, Depends(_storefront)]
