"""The bare figure for reads: a FastAPI app whose two routes return bytes that it was given."""

import os
from pathlib import Path

from fastapi import FastAPI, Response


def create_app() -> FastAPI:
    """`/list` and `/one` answer what is in the files `list` and `one` of the folder `BENCH_ANSWERS`."""
    folder = Path(os.environ["BENCH_ANSWERS"])
    page, product = (folder / "list").read_bytes(), (folder / "one").read_bytes()
    app = FastAPI()

    @app.get("/list")
    async def newest() -> Response:
        return Response(page, media_type="application/json")

    @app.get("/one")
    async def one() -> Response:
        return Response(product, media_type="application/json")

    return app
