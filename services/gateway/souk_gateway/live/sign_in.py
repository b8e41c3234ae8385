"""Signing a connection in: when it connects, and again before its token runs out."""

from typing import Annotated

from pydantic import Field

from souk_common.identity import TokenVerifier
from souk_common.schemas import RequestModel
from souk_gateway.live.links import Link
from souk_gateway.live.problem_json import Json
from souk_gateway.live.signed_in import SignedIn

Token = Annotated[str, Field(max_length=4_096)]


class ConnectIn(RequestModel):
    """The `auth` of a connection; without a token it is an anonymous one."""

    token: Token | None = None


class AuthenticateIn(RequestModel):
    """The payload of `authenticate`."""

    token: Token


async def authenticate(signed_in: SignedIn, verifier: TokenVerifier, link: Link, body: AuthenticateIn) -> Json:
    """Take a fresh token for this connection, or sign an anonymous one in.

    Raises:
        Unauthenticated: the token does not hold.
        Conflict: it is another user's.
        TooManyRequests: the user has too many connections.
    """
    signed_in.admit(link, verifier.verify(body.token))
    return {"ok": True}
