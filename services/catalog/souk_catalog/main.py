"""The catalog service: products, their stock log, import and export."""

from fastapi import FastAPI

from souk_catalog.bulk_edit.routes import router as bulk_edit
from souk_catalog.moderation.routes import router as moderation
from souk_catalog.pictures.dependencies import picture_parts
from souk_catalog.pictures.routes import router as pictures
from souk_catalog.pictures.routes import uploads
from souk_catalog.pictures.sweep import sweep_pictures
from souk_catalog.products.dependencies import product_parts
from souk_catalog.products.routes_bulk import router as bulk
from souk_catalog.products.routes_public import lists, single
from souk_catalog.products.routes_public import router as public
from souk_catalog.products.routes_seller import router as seller
from souk_catalog.products.routes_stock_log import router as stock_log
from souk_catalog.searches.count_searches import search_counts
from souk_catalog.searches.past_searches import past_searches
from souk_catalog.searches.routes import admin_router as admin_searches
from souk_catalog.searches.routes import router as clicks
from souk_catalog.sellers.follow_accounts import follow_accounts
from souk_catalog.shelf.follow_products import fresh_shelf
from souk_catalog.synonyms.follow_synonyms import fresh_synonyms
from souk_catalog.synonyms.routes import router as synonyms
from souk_common.app import create_service_app
from souk_common.settings import Settings


def create_app(settings: Settings | None = None) -> FastAPI:
    """The app that uvicorn runs; `settings` come from the environment unless given."""
    routers = [
        *(lists, single, public, bulk, bulk_edit, stock_log, seller, uploads, pictures, moderation),
        *(clicks, admin_searches, synonyms),
    ]
    return create_service_app(
        "catalog",
        settings or Settings(),
        routers,
        resources=[fresh_shelf, fresh_synonyms, search_counts, past_searches, product_parts, picture_parts],
        background=[follow_accounts, sweep_pictures],
    )
