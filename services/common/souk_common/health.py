"""Health and metrics of one replica."""

import asyncio

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pymongo.errors import PyMongoError

from souk_common.identity import Anyone
from souk_common.mongo import Mongo
from souk_common.problems import Unavailable
from souk_common.schemas import ResponseModel

_PING_TIMEOUT_S = 2.0
router = APIRouter(dependencies=[Anyone])


class Health(ResponseModel):
    """A replica that is ready."""

    status: str
    service: str
    version: str


@router.get("/api/health", tags=["health"], operation_id="getHealth")
async def health(request: Request) -> Health:
    """Ready: the primary answers and this replica is not draining.

    Raises:
        Unavailable: otherwise.
    """
    state = request.app.state
    if state.draining:
        raise Unavailable("This replica is about to stop.")
    mongo: Mongo = state.mongo
    try:
        await asyncio.wait_for(mongo.ping(), _PING_TIMEOUT_S)
    except (PyMongoError, TimeoutError):
        raise Unavailable("The database has no primary right now.") from None
    return Health(status="ok", service=request.app.title, version=request.app.version)


@router.get("/metrics", include_in_schema=False)
async def metrics() -> Response:
    """Prometheus metrics of this replica."""
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
