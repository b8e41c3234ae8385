"""`/api/admin/health`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from souk_common.app import api_router
from souk_common.identity import CurrentAdmin
from souk_gateway.health.schemas import SystemHealth
from souk_gateway.health.survey import Survey

router = api_router("/api/admin", "admin")


@asynccontextmanager
async def health_survey(app: FastAPI) -> AsyncIterator[None]:
    """The one survey of this replica, in `app.state.survey`."""
    app.state.survey = survey = Survey(app.state.settings)
    try:
        yield
    finally:
        await survey.close()


async def _survey(request: Request) -> Survey:
    survey: Survey = request.app.state.survey
    return survey


@router.get("/health", operation_id="getSystemHealth")
async def system_health(_admin: CurrentAdmin, survey: Annotated[Survey, Depends(_survey)]) -> SystemHealth:
    """Replicas, MongoDB members, gateways and collections, and what is wrong; answered whatever is down."""
    return await survey.health()
