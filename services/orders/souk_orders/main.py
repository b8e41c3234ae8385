"""The orders service: carts, orders, and the figures of what was sold."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from souk_common.app import create_service_app
from souk_common.settings import Settings
from souk_orders.analytics.add_days_up import add_days_up
from souk_orders.analytics.dashboards import Dashboards
from souk_orders.analytics.routes import router as analytics
from souk_orders.cart.routes import router as cart
from souk_orders.orders.place_order import PlaceOrder
from souk_orders.orders.routes import router as orders
from souk_orders.shopkeeping.routes import router as shopkeeping
from souk_orders.shopkeeping.routes_admin import router as market_orders


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app that uvicorn runs; `settings` come from the environment unless given."""
    return create_service_app(
        "orders",
        settings or Settings(),
        [cart, shopkeeping, orders, market_orders, analytics],
        resources=[_parts],
        background=[add_days_up],
    )


@asynccontextmanager
async def _parts(app: FastAPI) -> AsyncIterator[None]:
    app.state.place_order = PlaceOrder(app.state.mongo, app.state.settings)
    app.state.dashboards = Dashboards(app.state.mongo, app.state.settings.shop_timezone)
    yield
