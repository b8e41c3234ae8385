"""The orders service: carts and orders."""

from fastapi import FastAPI

from souk_common.app import create_service_app
from souk_common.inventory import ProductQueue
from souk_common.settings import Settings
from souk_orders.cart.routes import router as cart
from souk_orders.orders.routes import router as orders


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app that uvicorn runs; `settings` come from the environment unless given."""
    app = create_service_app("orders", settings or Settings(), [cart, orders])
    app.state.queue = ProductQueue()
    return app
