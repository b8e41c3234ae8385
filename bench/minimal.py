"""The bare figure for reads: the least FastAPI app that does the same Mongo read as the catalog."""

import os
from contextlib import asynccontextmanager
from typing import Any

from bson import ObjectId
from fastapi import FastAPI

from souk_common.mongo import Mongo
from souk_common.settings import Settings


def create_app() -> FastAPI:
    """A route for the newest products and one for a product, returning what Mongo returns."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> Any:
        app.state.mongo = Mongo(Settings(), "catalog")
        yield
        app.state.mongo.close()

    app = FastAPI(lifespan=lifespan)

    def plain(product: dict[str, Any]) -> dict[str, Any]:
        product["id"] = str(product.pop("_id"))
        product["seller_id"] = str(product["seller_id"])
        return product

    @app.get("/list")
    async def newest() -> dict[str, Any]:
        rows = app.state.mongo.read_db.products.find({"status": "active"}, sort=[("created_at", -1), ("_id", -1)])
        return {"items": [plain(row) for row in await rows.limit(20).to_list(20)]}

    @app.get("/one")
    async def one() -> dict[str, Any]:
        product_id = ObjectId(os.environ["BENCH_PRODUCT"])
        return plain(await app.state.mongo.read_db.products.find_one({"_id": product_id}))

    return app
