"""The auth service: accounts, sessions and tokens."""

from fastapi import FastAPI

from souk_auth.accounts.routes import router as accounts
from souk_auth.audit.routes import router as audit
from souk_auth.context import auth_parts
from souk_auth.sessions.routes import router as sessions
from souk_auth.settings import AuthSettings
from souk_auth.users.routes import router as users
from souk_common.app import create_service_app


def create_app(settings: AuthSettings | None = None) -> FastAPI:
    """The app; its settings come from the environment unless given."""
    routers = [accounts, sessions, users, audit]
    return create_service_app("auth", settings or AuthSettings(), routers, resources=[auth_parts])
