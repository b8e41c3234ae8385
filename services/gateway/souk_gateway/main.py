"""The gateway service: live events, notifications over REST, and the health of the whole."""

import logging

import socketio
from fastapi import FastAPI

from souk_common.app import create_service_app
from souk_common.settings import Settings
from souk_gateway.drain_on_signal import drain_on_sigterm
from souk_gateway.health.routes import health_survey
from souk_gateway.health.routes import router as health
from souk_gateway.live.engine import SOCKET_PATH
from souk_gateway.live.live import Live
from souk_gateway.messages.context import messaging
from souk_gateway.messages.routes import router as messages
from souk_gateway.notifications.routes import router as notifications
from souk_gateway.presence.routes import router as presence
from souk_gateway.reports.routes import admin_router as admin_reports
from souk_gateway.reports.routes import router as reports
from souk_gateway.settings import GatewaySettings


class GatewayApp(socketio.ASGIApp):  # type: ignore[misc]  # untyped library
    """Socket.IO at `/socket.io/`, and `fastapi` for all else, its lifespan included."""

    def __init__(self, live: Live, fastapi: FastAPI) -> None:
        super().__init__(live.server, other_asgi_app=fastapi, socketio_path=SOCKET_PATH)
        self.live = live
        self.fastapi = fastapi


def create_app(settings: Settings | None = None) -> GatewayApp:
    """The app that uvicorn runs; `settings` come from the environment unless given."""
    if not isinstance(settings, GatewaySettings):
        settings = GatewaySettings(**settings.model_dump()) if settings else GatewaySettings()
    live = Live(settings)

    async def live_events(app: FastAPI) -> None:
        await live.run(app)

    async def drain(app: FastAPI) -> None:
        await drain_on_sigterm(app, live.drain)

    api = create_service_app(
        "gateway",
        settings,
        [messages, notifications, reports, admin_reports, presence, health],
        resources=[health_survey, messaging],
        background=[live_events, drain],
        on_revoked=live.end_session,
        vitals=live.vitals,
    )
    api.state.online = live.presence.online
    api.state.is_online = live.presence.online.is_online
    # uvicorn logs the address of every websocket, and in it the id that is all a polling client shows.
    logging.getLogger("uvicorn.error").addFilter(_is_no_websocket_address)
    return GatewayApp(live, api)


def build_api(settings: Settings | None = None) -> FastAPI:
    """The REST part alone, for whoever wants its OpenAPI document or its routes."""
    return create_app(settings).fastapi


def _is_no_websocket_address(record: logging.LogRecord) -> bool:
    return '"WebSocket ' not in str(record.msg)
