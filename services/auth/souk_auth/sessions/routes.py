"""Routes of sessions. Refresh and sign-out go by the cookie, which SameSite=Strict keeps other sites from sending."""

from typing import Annotated

from fastapi import Cookie, Request, Response

from souk_auth.accounts.schemas import SignedInOut
from souk_auth.answers import signed_in_answer
from souk_auth.context import CurrentAuth
from souk_auth.sessions.cookie import COOKIE, clear_cookie, clearing_header
from souk_auth.sessions.refresh import SessionEnded, refresh
from souk_auth.sessions.schemas import JwkSet
from souk_auth.sessions.sign_out import sign_out
from souk_common.app import api_router
from souk_common.client_address import ClientAddress
from souk_common.identity import Anyone, Identity, TokenVerifier
from souk_common.problems import Unauthenticated

router = api_router("/api/auth", "auth")
RefreshCookie = Annotated[str | None, Cookie(alias=COOKIE)]
_JWKS_MAX_AGE_S = 300


@router.post("/refresh", operation_id="refreshSession", dependencies=[Anyone])
async def refresh_session(
    auth: CurrentAuth, address: ClientAddress, response: Response, cookie: RefreshCookie = None
) -> SignedInOut:
    """Trade the refresh token in the cookie for the next one and a new access token."""
    try:
        signed_in = await refresh(auth, cookie, address)
    except SessionEnded as ended:
        ended.headers.update(clearing_header(tls=auth.settings.tls))
        raise
    return signed_in_answer(auth, response, signed_in)


@router.post("/logout", operation_id="logout", status_code=204, dependencies=[Anyone])
async def logout(auth: CurrentAuth, request: Request, response: Response, cookie: RefreshCookie = None) -> None:
    """End the session; also when the access token has expired, or there is nothing to end."""
    await sign_out(auth, cookie, _identity(request))
    clear_cookie(response, tls=auth.settings.tls)


@router.get("/jwks", operation_id="getJwks", dependencies=[Anyone])
async def jwks(auth: CurrentAuth, response: Response) -> JwkSet:
    """The public keys that access tokens are verified with."""
    response.headers["Cache-Control"] = f"public, max-age={_JWKS_MAX_AGE_S}"
    return auth.signer.key_set


def _identity(request: Request) -> Identity | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    verifier: TokenVerifier = request.app.state.verifier
    try:
        return verifier.verify(token) if scheme.lower() == "bearer" else None
    except Unauthenticated:
        return None
