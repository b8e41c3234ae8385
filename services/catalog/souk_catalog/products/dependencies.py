"""The parts of the service: built once when it starts, asked for by the routes in their signatures."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import Depends, FastAPI, Request

from souk_catalog.products.create_product import CreateProduct
from souk_catalog.products.import_products import ImportProducts
from souk_catalog.products.move_stock import MoveStock
from souk_catalog.products.repository import Products
from souk_catalog.products.stock_log import StockLog
from souk_catalog.products.storefront import Storefront
from souk_catalog.products.top_selling import TopSelling
from souk_common.inventory import ProductQueue
from souk_common.mongo import Mongo

MAX_IMPORTS = 4


@dataclass(frozen=True, slots=True)
class _Parts:
    storefront: Storefront
    top_selling: TopSelling
    products: Products
    stock_log: StockLog
    create_product: CreateProduct
    move_stock: MoveStock
    import_products: ImportProducts
    import_slots: asyncio.Semaphore


@asynccontextmanager
async def product_parts(app: FastAPI) -> AsyncIterator[None]:
    """Build the parts while the app runs."""
    mongo: Mongo = app.state.mongo
    app.state.product_parts = _Parts(
        Storefront(mongo, app.state.followed_products, app.state.search_counter, app.state.past_searches),
        TopSelling(mongo, app.state.settings.shop_timezone),
        Products(mongo),
        StockLog(mongo, ZoneInfo(app.state.settings.shop_timezone)),
        CreateProduct(mongo),
        MoveStock(mongo, ProductQueue()),
        ImportProducts(mongo),
        asyncio.Semaphore(MAX_IMPORTS),
    )
    yield


def _parts(request: Request) -> _Parts:
    parts: _Parts = request.app.state.product_parts
    return parts


def storefront_of(request: Request) -> Storefront:
    """The storefront, by a plain call: asking for it as a dependency costs the shop's busiest routes a tenth."""
    return _parts(request).storefront


async def _top_selling(request: Request) -> TopSelling:
    return _parts(request).top_selling


async def _products(request: Request) -> Products:
    return _parts(request).products


async def _stock_log(request: Request) -> StockLog:
    return _parts(request).stock_log


async def _creating(request: Request) -> CreateProduct:
    return _parts(request).create_product


async def _moving(request: Request) -> MoveStock:
    return _parts(request).move_stock


async def _importing(request: Request) -> ImportProducts:
    return _parts(request).import_products


async def _import_slots(request: Request) -> asyncio.Semaphore:
    return _parts(request).import_slots


TopSellers = Annotated[TopSelling, Depends(_top_selling)]
ProductRows = Annotated[Products, Depends(_products)]
StockRows = Annotated[StockLog, Depends(_stock_log)]
Creating = Annotated[CreateProduct, Depends(_creating)]
MovingStock = Annotated[MoveStock, Depends(_moving)]
Importing = Annotated[ImportProducts, Depends(_importing)]
ImportSlots = Annotated[asyncio.Semaphore, Depends(_import_slots)]
