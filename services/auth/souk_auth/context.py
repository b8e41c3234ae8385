"""What the use cases of auth work with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Request

from souk_auth.accounts.passwords import Passwords
from souk_auth.accounts.repository import UserRepository
from souk_auth.audit import AuditLog
from souk_auth.limits import Limits, mongo_windows
from souk_auth.sessions.repository import SessionRepository
from souk_auth.sessions.tokens import TokenSigner
from souk_auth.settings import AuthSettings
from souk_common.mongo import Mongo


@dataclass(frozen=True, slots=True)
class Auth:
    """The parts of a running auth service."""

    settings: AuthSettings
    mongo: Mongo
    users: UserRepository
    sessions: SessionRepository
    audit: AuditLog
    passwords: Passwords
    limits: Limits
    signer: TokenSigner


@asynccontextmanager
async def auth_parts(app: FastAPI) -> AsyncIterator[None]:
    """Build the parts when the service starts, into `app.state.auth`."""
    settings: AuthSettings = app.state.settings
    mongo: Mongo = app.state.mongo
    passwords = Passwords()
    windows = mongo_windows(settings)
    app.state.auth = Auth(
        settings,
        mongo,
        UserRepository(mongo),
        SessionRepository(mongo, settings.refresh_grace_s),
        AuditLog(mongo),
        passwords,
        Limits(settings, windows),
        TokenSigner(settings.secret("jwt_private_key.pem"), settings.secret("jwks.json")),
    )
    try:
        yield
    finally:
        windows.storage.close()
        passwords.close()


def _auth(request: Request) -> Auth:
    auth: Auth = request.app.state.auth
    return auth


CurrentAuth = Annotated[Auth, Depends(_auth)]
